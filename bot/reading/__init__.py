"""For whoever reads what Candid says: ``candid texts``."""
