"""The ids of people, files, photos, jobs and pictures: each is random and means nothing outside this installation."""

from __future__ import annotations

from typing import NewType

PersonId = NewType("PersonId", str)
ObjectId = NewType("ObjectId", str)
PhotoId = NewType("PhotoId", str)
JobId = NewType("JobId", str)
VariantId = NewType("VariantId", str)
