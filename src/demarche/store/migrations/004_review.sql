-- Quick look-up of the least certain records, and of who speaks for a country.

CREATE INDEX IF NOT EXISTS records_confidence ON records (confidence);
CREATE INDEX IF NOT EXISTS statements_country ON statements (country, speaker) WHERE country IS NOT NULL AND speaker IS NOT NULL;
