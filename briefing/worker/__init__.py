"""The analysis in a process of its own, which never blocks a screen and can be ended at any time.

`protocol` has what the two sides say to each other, as JSON lines on the standard streams of ``python -m briefing.worker``;
`server` is the process that works; `client` asks it and waits, for the batch, a cluster and the opening of sources;
`async_client` asks it from an event loop, for the reader. A client never imports the server, nor what the server works with.
"""
