#!/bin/sh
# Zabbix: a media type "Script" of this name, in the folder AlertScriptsPath, with the parameters {ALERT.SENDTO}, {ALERT.SUBJECT} and
# {ALERT.MESSAGE}. The default messages for problems and recoveries must be kept: they say the number of the problem, which ends it.
exec /usr/bin/evenkeel notify -- "$@"
