-- Many events at once bring their lines themselves, which is quicker; the trigger is for single ones, made empty.

DROP TRIGGER lines_insert;
CREATE TRIGGER lines_insert AFTER INSERT ON events WHEN new.record IS NULL BEGIN
  INSERT INTO lines VALUES (new.event, coalesce(new.day, ''), new.type || char(9) || new.kind || char(9)
    || new.factuality || char(9) || new.standing || char(9) || new.actor_countries || char(9)
    || new.recipient_countries || char(9) || new.place_country || char(9) || new.outlets);
END;
