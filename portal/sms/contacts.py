"""Under which number each person is reached; held by the person and the operator, by nobody else (Art. 37)."""

import re
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime

from models.ids import new_id
from models.problems import Refused
from models.store.portal import PortalStore
from models.store.portal_log import Act
from models.store.portal_people import account_of, accounts
from models.store.portal_write import Writing, put_plain
from portal.sms.planning import Phone, masked

CONTACT = "contact"
NUMBER = re.compile(r"\+?[0-9]{5,15}")


class Contacts:
    """The telephone numbers."""

    def __init__(self, store: PortalStore, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now

    def set(self, login: str, number: str) -> str:
        """From now on this person is texted here, with an empty number nowhere; gives the number as it may be shown.

        Refused: account_unknown, phone_wrong."""
        person, plain = self._person(login), plain_number(number)
        self.put({person: plain})
        return masked(plain) if plain else ""

    def of(self, login: str) -> Phone:
        """Where the person of an account is reached. Refused: account_unknown, phone_missing."""
        found = self.phones().get(self._person(login))
        if found is None:
            raise Refused("phone_missing", (37,), account=login[:64])
        return found

    def _person(self, login: str) -> str:
        with self._store.looking() as connection:
            found = account_of(connection, login.strip().lower())
        if found is None:
            raise Refused("account_unknown", account=login[:64])
        return found.person

    def put(self, numbers: Mapping[str, str]) -> None:
        """Writes numbers by person, each change an entry of the log that does not name the number."""
        at = self._now()

        def job(writing: Writing) -> None:
            writing.held(CONTACT, numbers)
            for person, number in numbers.items():
                op = new_id(int(at.timestamp() * 1000), secrets.randbits(82))
                moment = at.isoformat(timespec="seconds")
                doc = {"person": person, "phone": number, "changed_at": moment}
                act = Act(op, person, "", "contact.set", person, received=moment)
                writing.note(act, [put_plain(CONTACT, person, doc)])

        if numbers:
            self._store.write(job)

    def phones(self) -> Mapping[str, Phone]:
        """Everybody who can be reached and has not been shut out, by person."""
        with self._store.looking() as connection:
            shut = {one.person for one in accounts(connection) if one.disabled}
        with self._store.reading() as reading:
            docs = reading.documents(CONTACT)
        return {
            person: Phone(person, str(doc["phone"]))
            for person, doc in docs.items()
            if doc.get("phone") and person not in shut
        }


def plain_number(number: str) -> str:
    """The number without the marks that people write in it; empty stays empty. Refused: phone_wrong."""
    plain = re.sub(r"[\s\-()（）]", "", number)
    if plain and not NUMBER.fullmatch(plain):
        raise Refused("phone_wrong", (37,))
    return plain
