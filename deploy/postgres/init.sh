#!/bin/sh
# One database and two roles per service: the owner migrates, the app only reads and writes rows.
set -eu
for service in employees appraisal training feedback monitoring; do
  psql -v ON_ERROR_STOP=1 -v service="$service" -v password="$SIGER_DB_PASSWORD" --username postgres <<'SQL'
SELECT :'service' || '_owner' AS owner, :'service' || '_app' AS app \gset
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
CREATE ROLE :"app" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"owner";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"service" TO :"app";
\connect :service
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO :"owner";
GRANT USAGE ON SCHEMA public TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"app";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE ON SEQUENCES TO :"app";
SQL
done
