"""What can be the matter with a ledger; each message says which one, why, and what to do."""


class LedgerError(Exception):
    """The ledger can't be used; nothing was done."""


class LedgerHeld(LedgerError):
    """Another program holds the ledger; nothing was done."""


class LedgerFailed(LedgerError):
    """The ledger failed while it was in use; what was committed before is kept."""
