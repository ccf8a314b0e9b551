"""The names of the suites in which things are sealed, and which one the policy chooses; nothing heavy is loaded."""

from models.policy_text import read_policy
from models.problems import BrokenPolicy

POLICY = "sealing.toml"
AES, SM4 = "aes-256-gcm", "sm4-gcm"


def suite_in(text: str) -> str:
    """The suite that the policy file's text chooses, AES where it says nothing. BrokenPolicy for another word."""
    file = read_policy(POLICY, text)
    chosen = file.data.get("suite", AES)
    if chosen not in (AES, SM4):
        raise BrokenPolicy(POLICY, file.line_with("suite ="), f"suite: {AES} or {SM4}")
    return str(chosen)
