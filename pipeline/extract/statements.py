"""The last resort: an article whose only news is that an office-holder or a body said something."""

from collections.abc import Sequence

from pipeline.extract.drafts import Draft
from pipeline.extract.facts import Facts, FoundTrigger

SPEAKERS = ("government_body", "alliance", "person", "state")
LEAD = 2


def statement_of(facts: Sequence[Facts]) -> Draft | None:
    """Only in the first sentences, and only by somebody whom the rules know to hold an office."""
    for item in [f for f in facts if not f.sentence.headline][:LEAD]:
        speaker = next((actor for actor in item.reporters if actor.kind in SPEAKERS), None)
        if speaker is not None:
            trigger = FoundTrigger("statement", speaker.start, speaker.end, "trigger:statement")
            days = [day for day in item.days if not day.reporting]
            return Draft("words", [item], [trigger], days[:0])
    return None
