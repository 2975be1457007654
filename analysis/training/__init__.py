"""How the weights in ``models/`` are made: ``python -m analysis.training DATA`` (needs the extra ``train``).

Nothing at run time needs this room.
"""
