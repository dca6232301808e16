"""Loads every table into the metadata; import the classes from their own modules."""

import models.accounts
import models.audit
import models.imports
import models.officials
import models.positions
import models.qualifications
import models.targets
import models.units  # noqa: F401  loading is the purpose
