"""The commands of ``kg``, one module each: options in, one call, lines out.

No logic lives here, and nothing heavy is loaded before a command needs it: `kg --help` is to answer at once.
"""
