"""Where parcels go: made-up people at made-up addresses, the same ones for the same buyer."""

from zlib import crc32

from mock_site.accounts import Account
from mock_site.postal import PostalAddress

_FAMILIES = ("Okafor", "Lindqvist", "Moreau", "Tanaka", "Brandt", "Novak", "Silva", "Hughes")
_STREETS = ("Orchard Row", "Mill Lane", "Station Road", "Quay Street", "Fern Close", "Hill View")
_TOWNS = ("Eastmere", "Newbridge", "Port Alder", "Wexcombe", "Lower Tarn", "Harrowgate Bay")


def contact(account: Account) -> str:
    """Name, street, town and phone number, a line each."""
    home = home_of(account)
    return "\n".join((home.name, home.street, f"{home.city} {home.postcode}", home.phone))


def home_of(account: Account) -> PostalAddress:
    """A buyer's address from the start; the phone number is one that is kept free for fiction."""
    number = crc32(account.username.encode())
    family = _FAMILIES[number % len(_FAMILIES)]
    street = _STREETS[number // 8 % len(_STREETS)]
    town = _TOWNS[number // 64 % len(_TOWNS)]
    return PostalAddress(
        name=f"{account.first_name} {family}",
        street=f"{number // 512 % 180 + 1} {street}",
        city=town,
        postcode=str(number % 90000 + 10000),
        country="US",
        phone=f"+1 202 555 01{number % 100:02}",
    )
