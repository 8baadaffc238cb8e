"""The reading room: a web interface on one record.

Comes in: the path of a store. Goes out: a Starlette application, server-rendered, that asks nobody else.
"""

from demarche.web.app import create_app

__all__ = ["create_app"]
