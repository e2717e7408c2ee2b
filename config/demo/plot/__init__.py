"""What happens in a town, room by room, told through the rooms' own actions."""
