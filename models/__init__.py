"""Loads every table into the metadata; import the classes from their own modules."""

import models.accounts
import models.additions
import models.audit
import models.changes
import models.classes
import models.establishment
import models.evidence
import models.findings
import models.imports
import models.jobs
import models.lists
import models.mail
import models.notices
import models.officials
import models.planning
import models.plans
import models.positions
import models.programmes
import models.proposals
import models.qualifications
import models.reorganisations
import models.resolution
import models.reviews
import models.rules
import models.schools
import models.service
import models.snapshots
import models.standards
import models.targets
import models.terms
import models.training_plans
import models.units
import models.verification  # noqa: F401  loading is the purpose
