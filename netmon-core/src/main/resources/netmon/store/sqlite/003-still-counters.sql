-- What was booked as received in the place of a counter that stands still, and is taken off when it moves again.
--   SELECT interface, instead FROM last_readings WHERE instead > 0;
ALTER TABLE last_readings ADD COLUMN instead INTEGER NOT NULL DEFAULT 0; -- bytes; 0 while the counter moves
