"""Where parcels go: made-up people at made-up addresses, the same ones for the same buyer."""

from zlib import crc32

from mock_site.accounts import Account

_FAMILIES = ("Okafor", "Lindqvist", "Moreau", "Tanaka", "Brandt", "Novak", "Silva", "Hughes")
_STREETS = ("Orchard Row", "Mill Lane", "Station Road", "Quay Street", "Fern Close", "Hill View")
_TOWNS = ("Eastmere", "Newbridge", "Port Alder", "Wexcombe", "Lower Tarn", "Harrowgate Bay")


def contact(account: Account) -> str:
    """Name, street, town and phone number, a line each; the number is one kept free for fiction."""
    number = crc32(account.username.encode())
    family = _FAMILIES[number % len(_FAMILIES)]
    street = _STREETS[number // 8 % len(_STREETS)]
    town = _TOWNS[number // 64 % len(_TOWNS)]
    return "\n".join(
        (
            f"{account.first_name} {family}",
            f"{number // 512 % 180 + 1} {street}",
            f"{town} {number % 90000 + 10000}",
            f"+1 202 555 01{number % 100:02}",
        )
    )
