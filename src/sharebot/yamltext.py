"""YAML as plain text: `No` stays "No", and nothing may be said twice."""

from pathlib import Path
from typing import Any, ClassVar

import yaml

from sharebot.errors import KnowledgeError


class _PlainText(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """Keeps every scalar as the author typed it and refuses a key that appears twice."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key must be plain text", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"'{key.value}' appears twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]


def parse_yaml(text: str, name: str) -> Any:
    """Read YAML `text`; `name` is how the file is called in an error.

    Raises KnowledgeError naming the file and line.
    """
    try:
        return yaml.load(text, _PlainText)  # noqa: S506  (a safe loader, made stricter)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise KnowledgeError(f"{name}{line}: {error.problem or error.context}.") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise KnowledgeError(f"{name} is not readable as YAML: {error}.") from error


def read_yaml(path: Path) -> Any:
    """Read the YAML file at `path`. Raises KnowledgeError naming the file and what is wrong with it."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8"), path.name)
    except FileNotFoundError as error:
        raise KnowledgeError(f"{path.name} is missing from {path.parent}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name} cannot be read: {error}.") from error
