"""What lies in the folder of a run's evidence, `evidence/<time>-<command>/`, by its names.

Beside these: pictures as `<order>-<moment>.jpg`, and for each stop `stopped-here.*` (the page as
picture, HTML and accessibility snapshot, each frame of it, and why), numbered from the second on.
"""

RUN = "run.json"
LOG = "log.jsonl"
CONSOLE = "console.jsonl"
FAILED_REQUESTS = "failed-requests.jsonl"
TRACE = "trace.zip"
