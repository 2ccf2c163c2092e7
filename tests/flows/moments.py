"""A point in time that the tests agree on, and any time in the years around it."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

NOW = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)  # a Monday

moments = st.integers(min_value=0, max_value=20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
