PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE absence (
	id TEXT NOT NULL, 
	who TEXT NOT NULL, 
	start TEXT NOT NULL, 
	"end" TEXT, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_absence PRIMARY KEY (id, who, start)
)
 WITHOUT ROWID,
 STRICT

;
CREATE TABLE access (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	actor TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	permission TEXT NOT NULL, 
	action TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	outcome TEXT NOT NULL, 
	unit TEXT, 
	client TEXT
, staff TEXT, note TEXT)
 STRICT

;
CREATE TABLE actor (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	title TEXT NOT NULL, 
	login TEXT, 
	CONSTRAINT pk_actor PRIMARY KEY (id)
)
 STRICT

;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE case_file (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	client TEXT NOT NULL, 
	unit TEXT NOT NULL, chain TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_case_file_client_unit UNIQUE (client, unit)
)
 STRICT

;
INSERT INTO "case_file" VALUES(1,'1','north','a9891f57-6772-4d57-b8bc-8d2fb9261a06');
CREATE TABLE client (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	personal_number TEXT, 
	customer_number TEXT, 
	born TEXT, 
	protected INTEGER NOT NULL, 
	relatives_told INTEGER
)
 STRICT

;
INSERT INTO "client" VALUES(1,'1',1704096000000000,'Agda Testsson','19410314TF01',NULL,'1941-03-14',0,NULL);
CREATE TABLE delivery (
	position INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	target TEXT NOT NULL, 
	state TEXT NOT NULL, 
	told TEXT, case_file INTEGER DEFAULT '0' NOT NULL, attempts INTEGER DEFAULT '0' NOT NULL, problem TEXT, retry_at INTEGER, claimed_until INTEGER, 
	CONSTRAINT pk_delivery PRIMARY KEY (position, place, rank), 
	CONSTRAINT fk_delivery_notice FOREIGN KEY(position, place) REFERENCES notice (position, place) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_delivery_position_place_target UNIQUE (position, place, target)
)
 WITHOUT ROWID,
 STRICT

;
CREATE TABLE employment (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	staff TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	employer TEXT NOT NULL, 
	title TEXT NOT NULL, 
	permanent INTEGER NOT NULL, 
	start TEXT NOT NULL, 
	"end" TEXT, 
	evidence TEXT NOT NULL
)
 STRICT

;
CREATE TABLE enactment_start (
	enactment TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_enactment_start PRIMARY KEY (enactment, position, place), 
	CONSTRAINT fk_enactment_start_entry FOREIGN KEY(position, place) REFERENCES entry (position, place) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "enactment_start" VALUES('e1',1,0);
CREATE TABLE entry (
	position INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	case_file INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	events TEXT NOT NULL, salt TEXT DEFAULT '' NOT NULL, commitment TEXT DEFAULT '' NOT NULL, hash TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_entry PRIMARY KEY (position, place), 
	CONSTRAINT fk_entry_registration FOREIGN KEY(position) REFERENCES registration (position) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_entry_case_file FOREIGN KEY(case_file) REFERENCES case_file (id), 
	CONSTRAINT uq_entry_case_file_version UNIQUE (case_file, version)
)
 STRICT

;
INSERT INTO "entry" VALUES(1,0,1,1,'[{"act":"SoL","counts":true,"enactment":"e1","on":"2024-01-01","services":["personal_care"],"setting":"home_care","type":"enactment_started"},{"on":"2024-01-01","status":"accepted","type":"status_recorded"},{"on":"2024-01-01","role":"primary","staff":"brs89","type":"contact_changed"},{"on":"2024-01-01","role":"deputy","staff":null,"type":"contact_changed"}]','62e2b659025e2dcb71145df997ce358c','74306a1d5a65a971be5afca53a2addd73a869877af5cf446f0337b32089774b7','dfd80ce3c79f7abd2a426181a3d93e83ec7b230b109087eada37844030569fc2');
CREATE TABLE erasing (
	number INTEGER NOT NULL, 
	nobody INTEGER NOT NULL, 
	CONSTRAINT pk_erasing PRIMARY KEY (number), 
	CONSTRAINT fk_erasing_registration FOREIGN KEY(nobody) REFERENCES registration (position) DEFERRABLE INITIALLY DEFERRED
)
 STRICT

;
CREATE TABLE granted (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	actor TEXT NOT NULL, 
	permission TEXT NOT NULL, 
	unit TEXT, 
	CONSTRAINT fk_granted_actor FOREIGN KEY(actor) REFERENCES actor (id)
)
 STRICT

;
CREATE TABLE membership (
	unit TEXT NOT NULL, 
	staff TEXT NOT NULL, 
	CONSTRAINT pk_membership PRIMARY KEY (unit, staff)
)
 WITHOUT ROWID,
 STRICT

;
CREATE TABLE notice (
	position INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	case_file INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	on_day TEXT NOT NULL, 
	not_before INTEGER, 
	content TEXT NOT NULL, 
	targets INTEGER NOT NULL, 
	CONSTRAINT pk_notice PRIMARY KEY (position, place), 
	CONSTRAINT fk_notice_registration FOREIGN KEY(position) REFERENCES registration (position) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_notice_case_file FOREIGN KEY(case_file) REFERENCES case_file (id), 
	CONSTRAINT uq_notice_id UNIQUE (id)
)
 STRICT

;
CREATE TABLE registration (
	position INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	actor TEXT NOT NULL, 
	actor_name TEXT NOT NULL, 
	actor_title TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	rulebook TEXT NOT NULL, 
	routine TEXT NOT NULL, 
	entries INTEGER NOT NULL, 
	notices INTEGER NOT NULL, salt TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT uq_registration_id UNIQUE (id)
)
 STRICT

;
INSERT INTO "registration" VALUES(1,'00000000-0000-0000-0000-000000000001','digest of 1','answer to 1',1704096000000000,'susapo','Susanne APO','Enhetschef','case_handling','rulebook/1','routine/1',1,0,'');
CREATE TABLE setting (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
)
 STRICT

;
CREATE TABLE spell (
	client TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	start TEXT NOT NULL, 
	"end" TEXT NOT NULL, 
	stay_start TEXT NOT NULL, 
	stay_end TEXT NOT NULL, 
	status TEXT NOT NULL, 
	"primary" TEXT, 
	primary_since TEXT, 
	primary_by TEXT, 
	deputy TEXT, 
	deputy_since TEXT, 
	deputy_by TEXT, 
	contact_person TEXT, 
	contact_person_since TEXT, 
	contact_person_by TEXT, 
	deputy_contact_person TEXT, 
	deputy_contact_person_since TEXT, 
	deputy_contact_person_by TEXT, 
	CONSTRAINT pk_spell PRIMARY KEY (client, unit, start)
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "spell" VALUES('1','north','2024-01-01','9999-12-31','2024-01-01','9999-12-31','accepted','brs89','2024-01-01','00000000-0000-0000-0000-000000000001',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE staff (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	since TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	units TEXT NOT NULL, 
	title TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	email TEXT NOT NULL, 
	hsa_id TEXT NOT NULL, 
	signature TEXT NOT NULL, 
	selectable INTEGER NOT NULL, 
	available INTEGER NOT NULL, 
	certificate_from TEXT, 
	certificate_evidence TEXT, 
	delegations TEXT NOT NULL, 
	languages TEXT NOT NULL, 
	team TEXT NOT NULL
, protected INTEGER)
 STRICT

;
CREATE TABLE unit (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	recorded_at INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	provider TEXT NOT NULL, 
	municipality TEXT NOT NULL
)
 STRICT

;
CREATE TABLE visit (
	id TEXT NOT NULL, 
	client TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	begins INTEGER, 
	starts INTEGER, 
	ends INTEGER, 
	planned_starts INTEGER, 
	planned_ends INTEGER, 
	kind TEXT NOT NULL, 
	services TEXT NOT NULL, 
	staff TEXT NOT NULL, 
	planned_staff TEXT NOT NULL, 
	performed INTEGER NOT NULL, 
	registered_afterwards INTEGER NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (id)
)
 STRICT

;
CREATE INDEX ix_case_file_unit ON case_file (unit, client);
CREATE INDEX ix_enactment_start_entry ON enactment_start (position, place);
CREATE INDEX ix_notice_case_file ON notice (case_file, on_day);
CREATE INDEX ix_notice_note ON notice (on_day, position, place) WHERE kind = 'journal';
CREATE INDEX ix_delivery_pending ON delivery (position, place, rank) WHERE state = 'pending';
CREATE INDEX ix_spell_unit ON spell (unit, "end", start);
CREATE INDEX ix_unit_id ON unit (id, number);
CREATE INDEX ix_client_id ON client (id, number);
CREATE INDEX ix_staff_id ON staff (id, since, number);
CREATE INDEX ix_employment_staff ON employment (staff, number);
CREATE INDEX ix_visit_begins ON visit (begins, id);
CREATE INDEX ix_absence_start ON absence (start, who, id);
CREATE INDEX ix_granted_actor ON granted (actor, permission);
CREATE TRIGGER registration_is_not_removed BEFORE DELETE ON registration BEGIN SELECT RAISE(ABORT, 'registration is never removed'); END;
CREATE TRIGGER enactment_start_is_not_changed BEFORE UPDATE ON enactment_start BEGIN SELECT RAISE(ABORT, 'enactment_start is only added to'); END;
CREATE TRIGGER notice_is_not_changed BEFORE UPDATE ON notice BEGIN SELECT RAISE(ABORT, 'notice is only added to'); END;
CREATE TRIGGER access_is_not_removed BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'access is never removed'); END;
CREATE TRIGGER delivery_stays_what_it_was BEFORE UPDATE OF position, place, rank, target ON delivery BEGIN SELECT RAISE(ABORT, 'delivery stays what it was'); END;
CREATE TRIGGER registration_has_its_entries BEFORE INSERT ON registration WHEN NEW.entries <> (SELECT count(*) FROM entry WHERE position = NEW.position) BEGIN SELECT RAISE(ABORT, 'registration without its entries'); END;
CREATE TRIGGER entry_comes_before_registration BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM registration WHERE position = NEW.position) BEGIN SELECT RAISE(ABORT, 'entry after its registration'); END;
CREATE TRIGGER registration_has_its_notices BEFORE INSERT ON registration WHEN NEW.notices <> (SELECT count(*) FROM notice WHERE position = NEW.position) BEGIN SELECT RAISE(ABORT, 'registration without its notices'); END;
CREATE TRIGGER notice_comes_before_registration BEFORE INSERT ON notice WHEN EXISTS (SELECT 1 FROM registration WHERE position = NEW.position) BEGIN SELECT RAISE(ABORT, 'notice after its registration'); END;
CREATE TRIGGER notice_has_its_targets BEFORE INSERT ON notice WHEN NEW.targets <> (SELECT count(*) FROM delivery WHERE position = NEW.position AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'notice without its targets'); END;
CREATE TRIGGER delivery_comes_before_notice BEFORE INSERT ON delivery WHEN EXISTS (SELECT 1 FROM notice WHERE position = NEW.position AND place = NEW.place) BEGIN SELECT RAISE(ABORT, 'delivery after its notice'); END;
CREATE INDEX ix_access_note ON access (actor, note) WHERE note IS NOT NULL;
CREATE TRIGGER case_file_is_not_removed BEFORE DELETE ON case_file BEGIN SELECT RAISE(ABORT, 'case_file is never removed'); END;
CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entry is never removed'); END;
CREATE UNIQUE INDEX ix_case_file_chain ON case_file (chain);
CREATE INDEX ix_delivery_line ON delivery (case_file, target, position, place) WHERE state IN ('pending', 'parked');
CREATE TRIGGER case_file_is_not_changed BEFORE UPDATE ON case_file WHEN NOT EXISTS (SELECT 1 FROM erasing) OR NEW.id IS NOT OLD.id OR NEW.chain IS NOT OLD.chain BEGIN SELECT RAISE(ABORT, 'case_file is only added to'); END;
CREATE TRIGGER registration_is_not_changed BEFORE UPDATE ON registration WHEN NOT EXISTS (SELECT 1 FROM erasing) OR NEW.position IS NOT OLD.position OR NEW.id IS NOT OLD.id OR NEW.digest IS NOT OLD.digest OR NEW.recorded_at IS NOT OLD.recorded_at OR NEW.purpose IS NOT OLD.purpose OR NEW.rulebook IS NOT OLD.rulebook OR NEW.routine IS NOT OLD.routine OR NEW.entries IS NOT OLD.entries OR NEW.notices IS NOT OLD.notices BEGIN SELECT RAISE(ABORT, 'registration is only added to'); END;
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry WHEN NOT EXISTS (SELECT 1 FROM erasing) OR NEW.position IS NOT OLD.position OR NEW.place IS NOT OLD.place OR NEW.case_file IS NOT OLD.case_file OR NEW.version IS NOT OLD.version OR NEW.commitment IS NOT OLD.commitment OR NEW.hash IS NOT OLD.hash BEGIN SELECT RAISE(ABORT, 'entry is only added to'); END;
CREATE TRIGGER access_is_not_changed BEFORE UPDATE ON access WHEN NOT EXISTS (SELECT 1 FROM erasing) OR NEW.number IS NOT OLD.number OR NEW.actor IS NOT OLD.actor OR NEW.purpose IS NOT OLD.purpose OR NEW.permission IS NOT OLD.permission OR NEW.action IS NOT OLD.action OR NEW.at IS NOT OLD.at OR NEW.outcome IS NOT OLD.outcome OR NEW.unit IS NOT OLD.unit OR NEW.staff IS NOT OLD.staff BEGIN SELECT RAISE(ABORT, 'access is only added to'); END;
CREATE TRIGGER enactment_start_is_not_removed BEFORE DELETE ON enactment_start WHEN NOT EXISTS (SELECT 1 FROM erasing) BEGIN SELECT RAISE(ABORT, 'enactment_start is never removed'); END;
CREATE TRIGGER notice_is_not_removed BEFORE DELETE ON notice WHEN NOT EXISTS (SELECT 1 FROM erasing) BEGIN SELECT RAISE(ABORT, 'notice is never removed'); END;
CREATE TRIGGER delivery_is_not_removed BEFORE DELETE ON delivery WHEN NOT EXISTS (SELECT 1 FROM erasing) BEGIN SELECT RAISE(ABORT, 'delivery is never removed'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('client',1);
INSERT INTO "sqlite_sequence" VALUES('case_file',1);
INSERT INTO "sqlite_sequence" VALUES('registration',1);
COMMIT;
PRAGMA application_id = 1181707119;
PRAGMA user_version = 5;
