"""CSL-JSON items made ready: each variable as marked text, as names or as a date, whatever the data held."""

from synbib.csl.items.dates import DateValue, Moment, read_date
from synbib.csl.items.item import Item
from synbib.csl.items.names import Person, read_person

__all__ = ["DateValue", "Item", "Moment", "Person", "read_date", "read_person"]
