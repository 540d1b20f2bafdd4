"""What a turn says before its card: what changed, what contradicts itself, what was understood or carried over."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sharebot.answering.turn import Turn
from sharebot.assistant.facts import label_of, labels_of
from sharebot.framework.model import Assessment, Framework, Known
from sharebot.wording import Wording


class Notices:
    """Puts a sentence before a turn. Knows the words; decides nothing."""

    def __init__(self, framework: Framework, wording: Wording) -> None:
        self._framework = framework
        self._wording = wording

    def with_change(self, turn: Turn, changed: Mapping[str, str], before: Assessment) -> Turn:
        """The same turn, saying first what was changed, what it was before, and whether it matters."""
        facts = "; ".join(label_of(self._framework, self._wording, fact, value) for fact, value in changed.items())
        was = {fact: before.case[fact] for fact in changed if fact in before.case}
        now = turn.recommendation
        same = now is not None and now.outcome == before.outcome
        parts = [
            self._wording.say("change.text", facts=facts),
            self._wording.say("change.before", facts=labels_of(self._framework, self._wording, was)) if was else "",
            self._wording["change.same" if same else "change.different"],
            self._wording.say("change.now", headline=now.headline) if now is not None else "",
        ]
        return saying_first(turn, " ".join(part for part in parts if part))

    def with_step_back(self, turn: Turn, undone: Mapping[str, Known], steps: int = 1) -> Turn:
        """The same turn, saying first how far it went back, and what went with it."""
        facts = self._labels(undone)
        what = f" {self._wording.say('back.undone', facts=facts)}" if facts else ""
        how_far = self._wording["back.text"] if steps == 1 else self._wording.say("back.several", count=steps)
        return saying_first(turn, how_far + what)

    def with_contradiction(self, turn: Turn, facts: Iterable[str]) -> Turn:
        """The same turn, saying first which facts the message gives in two ways."""
        labels = sorted(self._framework.facts[fact].label for fact in facts if fact in self._framework.facts)
        if not labels:
            return turn
        return saying_first(turn, self._wording.say("contradiction.text", fact="; ".join(labels)))

    def with_dispute(self, turn: Turn, disputed: Mapping[str, tuple[str, ...]], case: Mapping[str, Known]) -> Turn:
        """The same turn, saying first what was told in two ways and which of them counts until it is answered.

        Where the question of the turn is about something else, it says so: a "no" must not settle the wrong thing.
        """
        asked_now = turn.question is None or turn.question["fact"] in disputed
        lines = [
            self._wording.say(
                "contradiction.which" if asked_now else "contradiction.later",
                fact=self._framework.facts[fact].label,
                before=label_of(self._framework, self._wording, fact, said[0]),
                now=label_of(self._framework, self._wording, fact, said[-1]),
                stands=labels_of(self._framework, self._wording, {fact: case[fact]}),
            )
            for fact, said in disputed.items()
        ]
        labels = "; ".join(self._framework.facts[fact].label for fact in disputed)
        return saying_first(turn, " ".join([self._wording.say("contradiction.text", fact=labels), *lines]))

    def with_heard(self, turn: Turn, learnt: Mapping[str, Known]) -> Turn:
        """The same turn, its question asked again, saying first what was understood."""
        facts = labels_of(self._framework, self._wording, learnt)
        return saying_first(
            turn, self._wording.say("heard.noted", facts=facts) if facts else self._wording["heard.unclear"]
        )

    def _labels(self, facts: Mapping[str, Known]) -> str:
        """Those that are settled, as they stand on the fact board."""
        return labels_of(self._framework, self._wording, {f: one for f, one in facts.items() if one.value is not None})

    def with_narrowed(self, turn: Turn, narrowed: Mapping[str, Known]) -> Turn:
        """The same turn, its question asked again with the options an answer left."""
        facts = labels_of(self._framework, self._wording, narrowed)
        return saying_first(turn, self._wording.say("heard.narrowed", facts=facts))

    def with_unread_correction(self, turn: Turn) -> Turn:
        """The same turn, saying first that nothing was put right."""
        return saying_first(turn, self._wording["change.unread"])

    def with_family(self, turn: Turn, kept: Mapping[str, Known], dropped: Mapping[str, Known]) -> Turn:
        """The same turn, saying first that it is about someone else, what was carried over and what was not."""
        carried, left = self._labels(kept), self._labels(dropped)
        parts = [
            self._wording["family.text"],
            self._wording.say("family.kept", facts=carried) if carried else "",
            self._wording.say("family.dropped", facts=left) if left else "",
        ]
        return saying_first(turn, " ".join(part for part in parts if part))


def saying_first(turn: Turn, sentence: str) -> Turn:
    """The same turn with a sentence before it."""
    return replace(turn, text=f"{sentence}\n\n{turn.text}")
