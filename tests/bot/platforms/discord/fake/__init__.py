"""A thin Discord on loopback: what a stock discord.py client and our adapter may rely on, and what bites them.

``world`` is the state (people, DMs, messages) and what people do; ``rest`` and ``gateway`` are the two doors a bot
comes in by; ``schema`` judges every request by Discord's official schema.
"""
