"""An offer is written, filed and formally checked here. A call comes in, offers fit for the committee leave."""
