"""Rules: everything sharebot can ask and decide, in words anyone can check, and the path of the case that is open."""

import streamlit as st

from sharebot.ui import resources, visiting
from sharebot.ui.parts import rule_list
from sharebot.ui.resources import say

bot = resources.sharebot()
about = bot.framework.about

st.markdown(say("ui.rules.lead", version=about.version, day=f"{about.in_force.day} {about.in_force:%B %Y}"))
part = st.segmented_control(
    say("ui.rules.part"),
    [*rule_list.PARTS, "path"],
    default="rules",
    key="rules-part",
    format_func=lambda one: say(f"ui.rules.{one}"),
    required=True,
)
if part == "path":
    rule_list.path(bot, visiting.current(bot))
else:
    wanted = st.text_input(say("ui.rules.filter"), key="rules-filter", type="search")
    rule_list.show(rule_list.PARTS[part](bot.framework), wanted)
