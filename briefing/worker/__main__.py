"""``python -m briefing.worker [MODEL]``."""

from briefing.worker.server import main

if __name__ == "__main__":
    main()
