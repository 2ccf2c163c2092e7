"""The person at the wheel: called to the very page of a run when the shop wants to see one."""
