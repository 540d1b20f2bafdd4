"""Where a worker can work, and the kind of body that usually is: knowledge/sectors.yaml."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sharebot.errors import KnowledgeError
from sharebot.yamltext import read_yaml

Sectors = Mapping[str, Mapping[str, str]]
_ROWS: TypeAdapter[dict[str, dict[str, str]]] = TypeAdapter(dict[str, dict[str, str]])


def load_sectors(knowledge: Path) -> Sectors:
    """Every sector by id, with its label and sharer. Raises KnowledgeError for an entry without them."""
    try:
        sectors = _ROWS.validate_python(read_yaml(knowledge / "sectors.yaml"))
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"])) or "the file"
        raise KnowledgeError(f"sectors.yaml: {place}: write 'id: {{label: …, sharer: …}}'.") from error
    for sector, row in sectors.items():
        if set(row) != {"label", "sharer"}:
            raise KnowledgeError(f"sectors.yaml: {sector}: give a label and a sharer (empty where it depends).")
    return sectors
