"""A process that records decisions and says so, one number a line, until it is stopped or has written enough."""

import sys

from sharebot.records import RecordLog

log = RecordLog(sys.argv[1])
for n in range(int(sys.argv[2])):
    entry = log.append({"n": n, "text": "word " * 500})
    print(entry.record_id, flush=True)  # noqa: T201 - this is how the test hears what was acknowledged
