-- What one authority keeps.  The text is history: a line once released is
-- never edited; a change is a new section at the end, begun by its own
-- "version" line, and brings an older store to that version.
-- States and events are the numbers of enum job_state and enum job_event,
-- which for this reason only grow at their end.  Times are UTC seconds.

-- version 1
CREATE TABLE meta (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE template (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version > 0),
	digest BLOB NOT NULL CHECK (length(digest) = 32),
	bundle TEXT NOT NULL,
	created INTEGER NOT NULL,
	UNIQUE (name, version)
) STRICT;

-- A register hands out its numbers without a gap: last + 1, in the
-- transaction that makes the document.  Year 0 = runs on for ever.
CREATE TABLE register (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	year INTEGER NOT NULL,
	last INTEGER NOT NULL CHECK (last >= 0),
	UNIQUE (name, year)
) STRICT;

CREATE TABLE document (
	id INTEGER PRIMARY KEY,
	public TEXT NOT NULL UNIQUE CHECK (length(public) = 16),
	template INTEGER NOT NULL REFERENCES template (id),
	number TEXT NOT NULL,
	register INTEGER REFERENCES register (id),
	n INTEGER,
	fields TEXT,
	photo BLOB CHECK (length(photo) = 32),
	created INTEGER NOT NULL
) STRICT;

CREATE TABLE number (
	register INTEGER NOT NULL REFERENCES register (id),
	n INTEGER NOT NULL,
	document INTEGER NOT NULL REFERENCES document (id),
	voided INTEGER,
	PRIMARY KEY (register, n)
) STRICT, WITHOUT ROWID;

-- One physical copy.  I1: a blank's serial on at most one sheet (the index),
-- a sheet with at most one serial (the column).
CREATE TABLE sheet (
	id INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document (id),
	copy INTEGER NOT NULL CHECK (copy > 0),
	serial TEXT,
	seals TEXT,
	UNIQUE (document, copy)
) STRICT;
CREATE UNIQUE INDEX sheet_serial ON sheet (serial) WHERE serial IS NOT NULL;

-- I5: a sheet has one job; another attempt after paper is another sheet.
CREATE TABLE job (
	id INTEGER PRIMARY KEY,
	rev INTEGER NOT NULL,
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 11),
	sheet INTEGER NOT NULL UNIQUE REFERENCES sheet (id),
	counter TEXT NOT NULL,
	target TEXT NOT NULL,
	printer TEXT NOT NULL,
	source_system TEXT NOT NULL,
	source_reference TEXT NOT NULL,
	scheme TEXT NOT NULL,
	region TEXT NOT NULL,
	token TEXT NOT NULL,
	cups_job INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	hold INTEGER NOT NULL,
	pages INTEGER NOT NULL,
	pdf BLOB CHECK (length(pdf) = 32),
	batch INTEGER REFERENCES batch (id),
	batch_line INTEGER NOT NULL,
	created INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	reason TEXT
) STRICT;
-- Only jobs that can still move (states 0 to 7): it stays small however many
-- are on record.
CREATE INDEX job_live ON job (state) WHERE state < 8;
CREATE INDEX job_batch ON job (batch) WHERE batch IS NOT NULL;

CREATE TABLE event (
	seq INTEGER PRIMARY KEY,
	job INTEGER NOT NULL REFERENCES job (id),
	rev INTEGER NOT NULL,
	at INTEGER NOT NULL,
	event INTEGER NOT NULL,
	came_from INTEGER,
	went_to INTEGER NOT NULL,
	actor TEXT NOT NULL,
	evidence TEXT NOT NULL,
	UNIQUE (job, rev)
) STRICT;
-- I2: at most one permit (event 8) of a job.
CREATE UNIQUE INDEX event_permit ON event (job) WHERE event = 8;

-- The log: leaf n is event n.  entry names no person; hash is RFC 9162's
-- SHA-256(0x00 || entry).
CREATE TABLE leaf (
	seq INTEGER PRIMARY KEY REFERENCES event (seq),
	entry BLOB NOT NULL,
	hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Jobs per state, kept in step with every commit: counting rows would read
-- them all.
CREATE TABLE tally (
	state INTEGER PRIMARY KEY,
	n INTEGER NOT NULL CHECK (n >= 0)
) STRICT;
INSERT INTO tally VALUES (0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0),
	(6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 0);

-- status 0: the job is made, its answer not yet written.
CREATE TABLE answer (
	id INTEGER PRIMARY KEY,
	counter TEXT NOT NULL,
	key TEXT NOT NULL,
	body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
	job INTEGER REFERENCES job (id),
	status INTEGER NOT NULL,
	body TEXT,
	created INTEGER NOT NULL,
	UNIQUE (counter, key)
) STRICT;

CREATE TABLE batch (
	id INTEGER PRIMARY KEY,
	counter TEXT NOT NULL,
	total INTEGER NOT NULL,
	accepted INTEGER NOT NULL,
	refused INTEGER NOT NULL,
	created INTEGER NOT NULL,
	finished INTEGER NOT NULL
) STRICT;

CREATE TABLE batch_line (
	batch INTEGER NOT NULL REFERENCES batch (id),
	line INTEGER NOT NULL CHECK (line > 0),
	job INTEGER REFERENCES job (id),
	problem TEXT,
	PRIMARY KEY (batch, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE printer (
	name TEXT PRIMARY KEY,
	group_name TEXT NOT NULL,
	uri TEXT NOT NULL,
	media TEXT NOT NULL,
	enabled INTEGER NOT NULL,
	created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token (
	hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
	counter TEXT NOT NULL,
	created INTEGER NOT NULL,
	revoked INTEGER
) STRICT, WITHOUT ROWID;

-- I4 and I6 by the store itself: a state moves by one rev, and only when the
-- event that says so is already written.
CREATE TRIGGER job_step BEFORE UPDATE OF state, rev ON job
WHEN NEW.rev <> OLD.rev + 1 OR NOT EXISTS (SELECT 1 FROM event
	WHERE job = OLD.id AND rev = NEW.rev AND came_from = OLD.state
	AND went_to = NEW.state)
BEGIN
	SELECT RAISE(ABORT, 'I4, I6: a step without its event or rev');
END;
-- I3: from paper (5 printing, 6 doubt, 7 printed, 8 issued, 9 spoiled) never
-- back to a state that prints.
CREATE TRIGGER job_paper BEFORE UPDATE OF state ON job
WHEN OLD.state BETWEEN 5 AND 9
	AND (NEW.state NOT BETWEEN 5 AND 9
		OR NEW.state = 5 AND OLD.state <> 5)
BEGIN
	SELECT RAISE(ABORT, 'I3: a job that touched paper');
END;
CREATE TRIGGER job_kept BEFORE DELETE ON job
BEGIN
	SELECT RAISE(ABORT, 'jobs are kept');
END;
CREATE TRIGGER event_kept BEFORE DELETE ON event
BEGIN
	SELECT RAISE(ABORT, 'I4: events are kept');
END;
CREATE TRIGGER event_fixed BEFORE UPDATE ON event
BEGIN
	SELECT RAISE(ABORT, 'I4: events are never edited');
END;
CREATE TRIGGER leaf_kept BEFORE DELETE ON leaf
BEGIN
	SELECT RAISE(ABORT, 'I4: leaves are kept');
END;
CREATE TRIGGER leaf_fixed BEFORE UPDATE ON leaf
BEGIN
	SELECT RAISE(ABORT, 'I4: leaves are never edited');
END;
CREATE TRIGGER number_kept BEFORE DELETE ON number
BEGIN
	SELECT RAISE(ABORT, 'numbers are kept');
END;
CREATE TRIGGER number_fixed BEFORE UPDATE OF register, n, document ON number
BEGIN
	SELECT RAISE(ABORT, 'a number is given once');
END;

-- version 2
-- The job's table anew: the states after paper (12 voided, 13 ready, 14
-- superseded), and the person who asked.  hold: bits JOB_HOLD_*.
CREATE TABLE job2 (
	id INTEGER PRIMARY KEY,
	rev INTEGER NOT NULL,
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 14),
	sheet INTEGER NOT NULL UNIQUE REFERENCES sheet (id),
	counter TEXT NOT NULL,
	person TEXT NOT NULL,
	target TEXT NOT NULL,
	printer TEXT NOT NULL,
	source_system TEXT NOT NULL,
	source_reference TEXT NOT NULL,
	scheme TEXT NOT NULL,
	region TEXT NOT NULL,
	token TEXT NOT NULL,
	cups_job INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	hold INTEGER NOT NULL,
	pages INTEGER NOT NULL,
	pdf BLOB CHECK (length(pdf) = 32),
	batch INTEGER REFERENCES batch (id),
	batch_line INTEGER NOT NULL,
	created INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	reason TEXT
) STRICT;
INSERT INTO job2 SELECT id, rev, state, sheet, counter, '', target, printer,
	source_system, source_reference, scheme, region, token, cups_job,
	attempts, hold, pages, pdf, batch, batch_line, created, changed, reason
	FROM job;
DROP TABLE job;
ALTER TABLE job2 RENAME TO job;
CREATE INDEX job_live ON job (state) WHERE state < 8;
CREATE INDEX job_batch ON job (batch) WHERE batch IS NOT NULL;
CREATE INDEX job_ready ON job (state) WHERE state = 13;
INSERT INTO tally VALUES (12, 0), (13, 0), (14, 0);

CREATE TRIGGER job_step BEFORE UPDATE OF state, rev ON job
WHEN NEW.rev <> OLD.rev + 1 OR NOT EXISTS (SELECT 1 FROM event
	WHERE job = OLD.id AND rev = NEW.rev AND came_from = OLD.state
	AND went_to = NEW.state)
BEGIN
	SELECT RAISE(ABORT, 'I4, I6: a step without its event or rev');
END;
CREATE TRIGGER job_paper BEFORE UPDATE OF state ON job
WHEN (OLD.state BETWEEN 5 AND 9 OR OLD.state BETWEEN 12 AND 14)
	AND (NEW.state NOT BETWEEN 5 AND 9 AND NEW.state NOT BETWEEN 12 AND 14
		OR NEW.state = 5 AND OLD.state <> 5)
BEGIN
	SELECT RAISE(ABORT, 'I3: a job that touched paper');
END;
CREATE TRIGGER job_kept BEFORE DELETE ON job
BEGIN
	SELECT RAISE(ABORT, 'jobs are kept');
END;

-- What happened to paper, by day: done and what follows it, without 16 cancel
-- and 17 note.
CREATE INDEX event_paper ON event (at) WHERE event > 8 AND event NOT IN (16, 17);

-- Who works here.  A person that left stays: the ledger names them.
CREATE TABLE person (
	name TEXT PRIMARY KEY,
	full_name TEXT NOT NULL,
	title TEXT NOT NULL,
	staff_number TEXT NOT NULL,
	role TEXT NOT NULL,
	created INTEGER NOT NULL,
	gone INTEGER
) STRICT, WITHOUT ROWID;
ALTER TABLE token ADD COLUMN person TEXT REFERENCES person (name);

-- Kinds of numbered blanks, and how they came.  price: rupiah for one.
CREATE TABLE kind (
	name TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE delivery (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL REFERENCES kind (name),
	note TEXT NOT NULL,
	first TEXT NOT NULL,
	last TEXT NOT NULL,
	n INTEGER NOT NULL CHECK (n > 0),
	price INTEGER NOT NULL CHECK (price >= 0),
	at INTEGER NOT NULL,
	person TEXT NOT NULL
) STRICT;

-- series is the serial with # for its counting digits, n those digits as a
-- number.  States are those of enum blank_state.  position: order in a tray,
-- the smallest lies next.
CREATE TABLE blank (
	id INTEGER PRIMARY KEY,
	serial TEXT NOT NULL UNIQUE,
	series TEXT NOT NULL,
	n INTEGER NOT NULL,
	kind TEXT NOT NULL REFERENCES kind (name),
	delivery INTEGER NOT NULL REFERENCES delivery (id),
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 7),
	place TEXT NOT NULL,
	position INTEGER,
	changed INTEGER NOT NULL,
	UNIQUE (series, n)
) STRICT;
CREATE INDEX blank_here ON blank (place, state, position) WHERE state < 4;
CREATE TRIGGER blank_kept BEFORE DELETE ON blank
BEGIN
	SELECT RAISE(ABORT, 'blanks are kept');
END;
CREATE TRIGGER blank_fixed BEFORE UPDATE OF serial, series, n, kind, delivery
ON blank
BEGIN
	SELECT RAISE(ABORT, 'a blank is what it was received as');
END;
CREATE TRIGGER blank_out BEFORE UPDATE OF state ON blank
WHEN OLD.state > 3 AND NEW.state <> 7 OR OLD.state = 7
BEGIN
	SELECT RAISE(ABORT, 'a blank that has left the stock');
END;

-- The ledger: n blanks of a kind, first to last, went from a place and state
-- (none: from outside) to a place and state.
CREATE TABLE stock (
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	act INTEGER NOT NULL,
	kind TEXT NOT NULL REFERENCES kind (name),
	n INTEGER NOT NULL CHECK (n > 0),
	first TEXT NOT NULL,
	last TEXT NOT NULL,
	came_state INTEGER,
	came_place TEXT NOT NULL,
	went_state INTEGER NOT NULL,
	went_place TEXT NOT NULL,
	job INTEGER REFERENCES job (id),
	person TEXT NOT NULL,
	second TEXT NOT NULL,
	reason TEXT NOT NULL,
	note TEXT NOT NULL
) STRICT;
CREATE INDEX stock_at ON stock (at);
CREATE TRIGGER stock_kept BEFORE DELETE ON stock
BEGIN
	SELECT RAISE(ABORT, 'the ledger is kept');
END;
CREATE TRIGGER stock_fixed BEFORE UPDATE ON stock
BEGIN
	SELECT RAISE(ABORT, 'the ledger is never edited');
END;

-- A printer's tray whose next serial a person has seen; not so after a sheet
-- in doubt.
CREATE TABLE tray (
	printer TEXT PRIMARY KEY,
	confirmed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who took a sheet: personal data, gone with the fields.
CREATE TABLE hand_over (
	job INTEGER PRIMARY KEY REFERENCES job (id),
	at INTEGER NOT NULL,
	counter TEXT NOT NULL,
	person TEXT NOT NULL,
	given_to TEXT,
	paper TEXT NOT NULL,
	paper_number TEXT
) STRICT;

-- An act of two: asked by one, done or refused by another.  decision: 0 waits,
-- 1 done, 2 refused.
CREATE TABLE proposal (
	id INTEGER PRIMARY KEY,
	act TEXT NOT NULL,
	body TEXT NOT NULL,
	job INTEGER REFERENCES job (id),
	asked_by TEXT NOT NULL,
	asked_at INTEGER NOT NULL,
	decision INTEGER NOT NULL CHECK (decision BETWEEN 0 AND 2),
	decided_by TEXT,
	decided_at INTEGER,
	CHECK (decision <> 1 OR decided_by <> asked_by)
) STRICT;
CREATE INDEX proposal_open ON proposal (id) WHERE decision = 0;

-- What a person counted at a place.
CREATE TABLE stock_count (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL REFERENCES kind (name),
	place TEXT NOT NULL,
	expected INTEGER NOT NULL,
	counted INTEGER NOT NULL,
	differs TEXT NOT NULL,
	person TEXT NOT NULL,
	reason TEXT NOT NULL,
	note TEXT NOT NULL
) STRICT;

-- A day that two persons closed; figures is what they signed, as JSON.
CREATE TABLE closing (
	id INTEGER PRIMARY KEY,
	day TEXT NOT NULL UNIQUE,
	figures TEXT NOT NULL,
	at INTEGER NOT NULL,
	person TEXT NOT NULL,
	second TEXT NOT NULL CHECK (second <> person)
) STRICT;
CREATE TRIGGER closing_kept BEFORE DELETE ON closing
BEGIN
	SELECT RAISE(ABORT, 'a closed day is kept');
END;
CREATE TRIGGER closing_fixed BEFORE UPDATE ON closing
BEGIN
	SELECT RAISE(ABORT, 'a closed day is never edited');
END;

-- version 3
-- Where a printer stands and what it is; budgets pay deliveries too.
ALTER TABLE printer ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE printer ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN budget TEXT NOT NULL DEFAULT '';

-- What reached paper: a row for each sheet that came out of a printer, good or
-- spoiled, from which costs and reports are reckoned without walking the jobs.
-- at: when it came out, took: seconds from its acceptance, price: rupiah of
-- its blank.
CREATE TABLE output (
	job INTEGER PRIMARY KEY REFERENCES job (id),
	at INTEGER NOT NULL,
	took INTEGER NOT NULL,
	printer TEXT NOT NULL,
	template INTEGER NOT NULL REFERENCES template (id),
	counter TEXT NOT NULL,
	scheme TEXT NOT NULL,
	region TEXT NOT NULL,
	pages INTEGER NOT NULL,
	price INTEGER NOT NULL,
	spoiled INTEGER NOT NULL
) STRICT;
INSERT INTO output SELECT j.id, e.at, e.at - j.created, j.printer, d.template,
	j.counter, j.scheme, j.region, max(j.pages, 1),
	coalesce((SELECT price FROM blank b JOIN delivery r ON r.id = b.delivery
		WHERE b.serial = s.serial), 0), j.state = 9
	FROM event e JOIN job j ON j.id = e.job JOIN sheet s ON s.id = j.sheet
	JOIN document d ON d.id = s.document
	WHERE e.event IN (9, 12, 13);
CREATE INDEX output_at ON output (at);
-- pages stands in it too: sums since a day read the index alone
CREATE INDEX output_printer ON output (printer, at, pages);
-- 7 printed, 9 spoiled; 6 doubt becomes one of them or nothing came out.
CREATE TRIGGER output_new AFTER UPDATE OF state ON job
WHEN OLD.state IN (5, 6) AND NEW.state IN (7, 9)
BEGIN
	INSERT INTO output SELECT NEW.id, NEW.changed,
		NEW.changed - NEW.created, NEW.printer, d.template,
		NEW.counter, NEW.scheme, NEW.region, max(NEW.pages, 1),
		coalesce((SELECT price FROM blank b
			JOIN delivery r ON r.id = b.delivery
			WHERE b.serial = s.serial), 0), NEW.state = 9
		FROM sheet s JOIN document d ON d.id = s.document
		WHERE s.id = NEW.sheet;
END;
-- A sheet that came out on another blank than was believed costs that one.
CREATE TRIGGER output_serial AFTER UPDATE OF serial ON sheet
BEGIN
	UPDATE output SET price = coalesce((SELECT r.price FROM blank b
		JOIN delivery r ON r.id = b.delivery
		WHERE b.serial = NEW.serial), 0)
		WHERE job = (SELECT id FROM job WHERE sheet = NEW.id);
END;
CREATE TRIGGER output_spoiled AFTER UPDATE OF state ON job
WHEN OLD.state = 7 AND NEW.state = 9
BEGIN
	UPDATE output SET spoiled = 1 WHERE job = NEW.id;
END;

-- Health: a row per change of a printer.  state: enum health_state (0 ready,
-- 1 attention, 2 down, 3 off); reasons: JSON array of keywords.
CREATE TABLE health (
	id INTEGER PRIMARY KEY,
	printer TEXT NOT NULL,
	at INTEGER NOT NULL,
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
	reasons TEXT NOT NULL
) STRICT;
CREATE INDEX health_at ON health (printer, at);

-- The device's own counter of impressions, as read now and then.
CREATE TABLE meter (
	printer TEXT NOT NULL,
	at INTEGER NOT NULL,
	impressions INTEGER NOT NULL,
	PRIMARY KEY (printer, at)
) STRICT, WITHOUT ROWID;

-- What the office is told: printers, supplies, services, blanks, budgets.
-- level: 0 good to know, 1 attention, 2 down.  id and en are whole sentences;
-- nothing personal.
CREATE TABLE notice (
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 2),
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	id TEXT NOT NULL,
	en TEXT NOT NULL
) STRICT;
CREATE INDEX notice_told ON notice (kind, subject, seq);

-- Supplies.  sort: ink, ribbon, toner, laminate, overlay, cleaning-kit,
-- paper; yield: pages that one promises; models: JSON array of printer models
-- it fits, empty: any; marker: its marker-names at the device, "" none.
CREATE TABLE supply (
	name TEXT PRIMARY KEY,
	title TEXT NOT NULL,
	sort TEXT NOT NULL,
	yield INTEGER NOT NULL CHECK (yield > 0),
	minimum INTEGER NOT NULL CHECK (minimum >= 0),
	target INTEGER NOT NULL CHECK (target >= minimum),
	models TEXT NOT NULL,
	marker TEXT NOT NULL,
	created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- price: rupiah for one.
CREATE TABLE purchase (
	id INTEGER PRIMARY KEY,
	supply TEXT NOT NULL REFERENCES supply (name),
	at INTEGER NOT NULL,
	n INTEGER NOT NULL CHECK (n > 0),
	price INTEGER NOT NULL CHECK (price >= 0),
	supplier TEXT NOT NULL,
	delivery TEXT NOT NULL,
	budget TEXT NOT NULL,
	person TEXT NOT NULL
) STRICT;
-- One cartridge, roll, ream.  state: enum supply_state (0 new, 1 in use,
-- 2 worn, 3 lost).
CREATE TABLE item (
	id INTEGER PRIMARY KEY,
	purchase INTEGER NOT NULL REFERENCES purchase (id),
	supply TEXT NOT NULL REFERENCES supply (name),
	state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
	printer TEXT NOT NULL,
	installed INTEGER,
	removed INTEGER,
	person TEXT NOT NULL,
	reason TEXT NOT NULL,
	note TEXT NOT NULL
) STRICT;
CREATE INDEX item_supply ON item (supply, state);
CREATE INDEX item_printer ON item (printer, state) WHERE state IN (1, 2);

-- Services.  A plan falls due by days or by pages, whichever comes first; 0:
-- not by this.  began: the day its first term began.
CREATE TABLE plan (
	id INTEGER PRIMARY KEY,
	printer TEXT NOT NULL,
	title TEXT NOT NULL,
	days INTEGER NOT NULL CHECK (days >= 0),
	pages INTEGER NOT NULL CHECK (pages >= 0),
	grace_days INTEGER NOT NULL CHECK (grace_days >= 0),
	began INTEGER NOT NULL,
	gone INTEGER,
	CHECK (days > 0 OR pages > 0)
) STRICT;
-- ended NULL: the printer is in service, out of dispatch; back: when it is
-- expected.  document: SHA-256 of the paper that came with it.
CREATE TABLE service (
	id INTEGER PRIMARY KEY,
	printer TEXT NOT NULL,
	plan INTEGER REFERENCES plan (id),
	kind TEXT NOT NULL,
	supplier TEXT NOT NULL,
	began INTEGER NOT NULL,
	ended INTEGER,
	back INTEGER,
	cost INTEGER NOT NULL CHECK (cost >= 0),
	warranty INTEGER NOT NULL,
	note TEXT NOT NULL,
	document BLOB CHECK (length(document) = 32),
	budget TEXT NOT NULL,
	person TEXT NOT NULL,
	CHECK (ended IS NULL OR ended >= began)
) STRICT;
CREATE INDEX service_printer ON service (printer, began);
-- first, last: days YYYY-MM-DD, both within; price_year: rupiah.
CREATE TABLE contract (
	id INTEGER PRIMARY KEY,
	printer TEXT NOT NULL,
	supplier TEXT NOT NULL,
	number TEXT NOT NULL,
	first TEXT NOT NULL,
	last TEXT NOT NULL,
	price_year INTEGER NOT NULL CHECK (price_year >= 0),
	visits INTEGER NOT NULL,
	budget TEXT NOT NULL,
	person TEXT NOT NULL,
	CHECK (last >= first)
) STRICT;

-- Things that were bought and lose their worth.  printer "": shared by all.
-- method: straight (life_months) or output (pages).
CREATE TABLE asset (
	id INTEGER PRIMARY KEY,
	printer TEXT NOT NULL,
	title TEXT NOT NULL,
	price INTEGER NOT NULL CHECK (price >= 0),
	residual INTEGER NOT NULL CHECK (residual BETWEEN 0 AND price),
	bought TEXT NOT NULL,
	method TEXT NOT NULL,
	life_months INTEGER NOT NULL,
	pages INTEGER NOT NULL,
	budget TEXT NOT NULL,
	person TEXT NOT NULL,
	CHECK (method = 'straight' AND life_months > 0
		OR method = 'output' AND pages > 0)
) STRICT;
-- A line of the APBD of a year.
CREATE TABLE budget (
	year INTEGER NOT NULL,
	line TEXT NOT NULL,
	title TEXT NOT NULL,
	amount INTEGER NOT NULL CHECK (amount >= 0),
	PRIMARY KEY (year, line)
) STRICT, WITHOUT ROWID;
