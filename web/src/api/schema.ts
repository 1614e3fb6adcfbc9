// Made by tools/api_types.sh from the OpenAPI document of the server. Do not edit.

export interface paths {
    "/api/v1/absences": {
        parameters: {
        };
        get: operations["get_absences"];
    };
    "/api/v1/absences/{id}/end": {
        parameters: {
        };
        get?: never;
        post: operations["post_absences_by_id_end"];
    };
    "/api/v1/agreement_templates": {
        parameters: {
        };
        get: operations["get_agreement_templates"];
    };
    "/api/v1/agreements": {
        parameters: {
        };
        get: operations["get_agreements"];
        post: operations["post_agreements"];
    };
    "/api/v1/agreements.csv": {
        parameters: {
        };
        get: operations["get_agreements_csv"];
        post: operations["post_agreements_csv"];
    };
    "/api/v1/agreements/preview": {
        parameters: {
        };
        get?: never;
        post: operations["post_agreements_preview"];
    };
    "/api/v1/agreements/{id}": {
        parameters: {
        };
        get: operations["get_agreements_by_id"];
        delete: operations["delete_agreements_by_id"];
        patch: operations["patch_agreements_by_id"];
    };
    "/api/v1/agreements/{id}/overlaps": {
        parameters: {
        };
        get: operations["get_agreements_by_id_overlaps"];
    };
    "/api/v1/alert_keys/{id}/end": {
        parameters: {
        };
        get?: never;
        post: operations["post_alert_keys_by_id_end"];
    };
    "/api/v1/alert_sources": {
        parameters: {
        };
        get: operations["get_alert_sources"];
        post: operations["post_alert_sources"];
    };
    "/api/v1/alert_sources.csv": {
        parameters: {
        };
        get: operations["get_alert_sources_csv"];
        post: operations["post_alert_sources_csv"];
    };
    "/api/v1/alert_sources/{id}": {
        parameters: {
        };
        get: operations["get_alert_sources_by_id"];
        delete: operations["delete_alert_sources_by_id"];
        patch: operations["patch_alert_sources_by_id"];
    };
    "/api/v1/alert_sources/{id}/keys": {
        parameters: {
        };
        get?: never;
        post: operations["post_alert_sources_by_id_keys"];
    };
    "/api/v1/alert_sources/{id}/received": {
        parameters: {
        };
        get: operations["get_alert_sources_by_id_received"];
    };
    "/api/v1/alert_sources/{id}/state": {
        parameters: {
        };
        get: operations["get_alert_sources_by_id_state"];
    };
    "/api/v1/alert_sources/{id}/try": {
        parameters: {
        };
        get?: never;
        post: operations["post_alert_sources_by_id_try"];
    };
    "/api/v1/alert_sources/{id}/try_mapping": {
        parameters: {
        };
        get?: never;
        post: operations["post_alert_sources_by_id_try_mapping"];
    };
    "/api/v1/alerts": {
        parameters: {
        };
        get: operations["get_alerts"];
    };
    "/api/v1/alerts/{id}": {
        parameters: {
        };
        get: operations["get_alerts_by_id"];
    };
    "/api/v1/answers": {
        parameters: {
        };
        get?: never;
        post: operations["post_answers"];
    };
    "/api/v1/answers/look": {
        parameters: {
        };
        get?: never;
        post: operations["post_answers_look"];
    };
    "/api/v1/attachments/{id}": {
        parameters: {
        };
        get: operations["get_attachments_by_id"];
    };
    "/api/v1/attachments/{id}/content": {
        parameters: {
        };
        get: operations["get_attachments_by_id_content"];
    };
    "/api/v1/audit": {
        parameters: {
        };
        get: operations["get_audit"];
    };
    "/api/v1/audit/verification": {
        parameters: {
        };
        get: operations["get_audit_verification"];
        post: operations["post_audit_verification"];
    };
    "/api/v1/automation/standings": {
        parameters: {
        };
        get: operations["get_automation_standings"];
    };
    "/api/v1/automation_rules": {
        parameters: {
        };
        get: operations["get_automation_rules"];
        post: operations["post_automation_rules"];
    };
    "/api/v1/automation_rules.csv": {
        parameters: {
        };
        get: operations["get_automation_rules_csv"];
        post: operations["post_automation_rules_csv"];
    };
    "/api/v1/automation_rules/preview": {
        parameters: {
        };
        get?: never;
        post: operations["post_automation_rules_preview"];
    };
    "/api/v1/automation_rules/{id}": {
        parameters: {
        };
        get: operations["get_automation_rules_by_id"];
        delete: operations["delete_automation_rules_by_id"];
        patch: operations["patch_automation_rules_by_id"];
    };
    "/api/v1/automation_rules/{id}/runs": {
        parameters: {
        };
        get: operations["get_automation_rules_by_id_runs"];
    };
    "/api/v1/calendars": {
        parameters: {
        };
        get: operations["get_calendars"];
        post: operations["post_calendars"];
    };
    "/api/v1/calendars.csv": {
        parameters: {
        };
        get: operations["get_calendars_csv"];
        post: operations["post_calendars_csv"];
    };
    "/api/v1/calendars/holidays": {
        parameters: {
        };
        get?: never;
        post: operations["post_calendars_holidays"];
    };
    "/api/v1/calendars/{id}": {
        parameters: {
        };
        get: operations["get_calendars_by_id"];
        delete: operations["delete_calendars_by_id"];
        patch: operations["patch_calendars_by_id"];
    };
    "/api/v1/calendars/{id}/days": {
        parameters: {
        };
        get: operations["get_calendars_by_id_days"];
    };
    "/api/v1/calendars/{id}/feeds": {
        parameters: {
        };
        get: operations["get_calendars_by_id_feeds"];
    };
    "/api/v1/calendars/{id}/feeds/decide": {
        parameters: {
        };
        get?: never;
        post: operations["post_calendars_by_id_feeds_decide"];
    };
    "/api/v1/calendars/{id}/feeds/fetch": {
        parameters: {
        };
        get?: never;
        post: operations["post_calendars_by_id_feeds_fetch"];
    };
    "/api/v1/calendars/{id}/reckon": {
        parameters: {
        };
        get: operations["get_calendars_by_id_reckon"];
    };
    "/api/v1/catalogue": {
        parameters: {
        };
        get: operations["get_catalogue"];
    };
    "/api/v1/categories": {
        parameters: {
        };
        get: operations["get_categories"];
        post: operations["post_categories"];
    };
    "/api/v1/categories.csv": {
        parameters: {
        };
        get: operations["get_categories_csv"];
        post: operations["post_categories_csv"];
    };
    "/api/v1/categories/{id}": {
        parameters: {
        };
        get: operations["get_categories_by_id"];
        delete: operations["delete_categories_by_id"];
        patch: operations["patch_categories_by_id"];
    };
    "/api/v1/changes": {
        parameters: {
        };
        get: operations["get_changes"];
    };
    "/api/v1/chat/{workspace}/action": {
        parameters: {
        };
        get?: never;
        post: operations["post_chat_by_workspace_action"];
    };
    "/api/v1/chat/{workspace}/command": {
        parameters: {
        };
        get?: never;
        post: operations["post_chat_by_workspace_command"];
    };
    "/api/v1/chat_channels": {
        parameters: {
        };
        get: operations["get_chat_channels"];
        post: operations["post_chat_channels"];
    };
    "/api/v1/chat_channels.csv": {
        parameters: {
        };
        get: operations["get_chat_channels_csv"];
        post: operations["post_chat_channels_csv"];
    };
    "/api/v1/chat_channels/{id}": {
        parameters: {
        };
        get: operations["get_chat_channels_by_id"];
        delete: operations["delete_chat_channels_by_id"];
        patch: operations["patch_chat_channels_by_id"];
    };
    "/api/v1/chat_channels/{id}/test": {
        parameters: {
        };
        get: operations["get_chat_channels_by_id_test"];
        post: operations["post_chat_channels_by_id_test"];
    };
    "/api/v1/chat_workspaces": {
        parameters: {
        };
        get: operations["get_chat_workspaces"];
        post: operations["post_chat_workspaces"];
    };
    "/api/v1/chat_workspaces.csv": {
        parameters: {
        };
        get: operations["get_chat_workspaces_csv"];
        post: operations["post_chat_workspaces_csv"];
    };
    "/api/v1/chat_workspaces/{id}": {
        parameters: {
        };
        get: operations["get_chat_workspaces_by_id"];
        delete: operations["delete_chat_workspaces_by_id"];
        patch: operations["patch_chat_workspaces_by_id"];
    };
    "/api/v1/check_states": {
        parameters: {
        };
        get: operations["get_check_states"];
    };
    "/api/v1/check_turns": {
        parameters: {
        };
        get?: never;
        post: operations["post_check_turns"];
    };
    "/api/v1/checks": {
        parameters: {
        };
        get: operations["get_checks"];
        post: operations["post_checks"];
    };
    "/api/v1/checks.csv": {
        parameters: {
        };
        get: operations["get_checks_csv"];
        post: operations["post_checks_csv"];
    };
    "/api/v1/checks/{id}": {
        parameters: {
        };
        get: operations["get_checks_by_id"];
        delete: operations["delete_checks_by_id"];
        patch: operations["patch_checks_by_id"];
    };
    "/api/v1/checks/{id}/answers": {
        parameters: {
        };
        get?: never;
        post: operations["post_checks_by_id_answers"];
    };
    "/api/v1/checks/{id}/state": {
        parameters: {
        };
        get: operations["get_checks_by_id_state"];
    };
    "/api/v1/checks/{id}/try": {
        parameters: {
        };
        get?: never;
        post: operations["post_checks_by_id_try"];
    };
    "/api/v1/ci_relations": {
        parameters: {
        };
        get: operations["get_ci_relations"];
        post: operations["post_ci_relations"];
    };
    "/api/v1/ci_relations.csv": {
        parameters: {
        };
        get: operations["get_ci_relations_csv"];
        post: operations["post_ci_relations_csv"];
    };
    "/api/v1/ci_relations/{id}": {
        parameters: {
        };
        get: operations["get_ci_relations_by_id"];
        delete: operations["delete_ci_relations_by_id"];
        patch: operations["patch_ci_relations_by_id"];
    };
    "/api/v1/cis": {
        parameters: {
        };
        get: operations["get_cis"];
        post: operations["post_cis"];
    };
    "/api/v1/cis.csv": {
        parameters: {
        };
        get: operations["get_cis_csv"];
        post: operations["post_cis_csv"];
    };
    "/api/v1/cis/{id}": {
        parameters: {
        };
        get: operations["get_cis_by_id"];
        delete: operations["delete_cis_by_id"];
        patch: operations["patch_cis_by_id"];
    };
    "/api/v1/contact": {
        parameters: {
        };
        get: operations["get_contact"];
    };
    "/api/v1/contact/browsers": {
        parameters: {
        };
        get?: never;
        post: operations["post_contact_browsers"];
    };
    "/api/v1/contact/points": {
        parameters: {
        };
        get?: never;
        post: operations["post_contact_points"];
    };
    "/api/v1/contact/points/{id}/code": {
        parameters: {
        };
        get?: never;
        post: operations["post_contact_points_by_id_code"];
    };
    "/api/v1/contact/points/{id}/remove": {
        parameters: {
        };
        get?: never;
        post: operations["post_contact_points_by_id_remove"];
    };
    "/api/v1/contact/points/{id}/test": {
        parameters: {
        };
        get?: never;
        post: operations["post_contact_points_by_id_test"];
    };
    "/api/v1/contact/points/{id}/verify": {
        parameters: {
        };
        get?: never;
        post: operations["post_contact_points_by_id_verify"];
    };
    "/api/v1/contact/rules": {
        parameters: {
        };
        get?: never;
        put: operations["put_contact_rules"];
    };
    "/api/v1/cover_requests": {
        parameters: {
        };
        get: operations["get_cover_requests"];
        post: operations["post_cover_requests"];
    };
    "/api/v1/cover_requests/{id}/accept": {
        parameters: {
        };
        get?: never;
        post: operations["post_cover_requests_by_id_accept"];
    };
    "/api/v1/cover_requests/{id}/decline": {
        parameters: {
        };
        get?: never;
        post: operations["post_cover_requests_by_id_decline"];
    };
    "/api/v1/cover_requests/{id}/withdraw": {
        parameters: {
        };
        get?: never;
        post: operations["post_cover_requests_by_id_withdraw"];
    };
    "/api/v1/critical_periods": {
        parameters: {
        };
        get: operations["get_critical_periods"];
        post: operations["post_critical_periods"];
    };
    "/api/v1/critical_periods.csv": {
        parameters: {
        };
        get: operations["get_critical_periods_csv"];
        post: operations["post_critical_periods_csv"];
    };
    "/api/v1/critical_periods/{id}": {
        parameters: {
        };
        get: operations["get_critical_periods_by_id"];
        delete: operations["delete_critical_periods_by_id"];
        patch: operations["patch_critical_periods_by_id"];
    };
    "/api/v1/custom_fields": {
        parameters: {
        };
        get: operations["get_custom_fields"];
        post: operations["post_custom_fields"];
    };
    "/api/v1/custom_fields.csv": {
        parameters: {
        };
        get: operations["get_custom_fields_csv"];
        post: operations["post_custom_fields_csv"];
    };
    "/api/v1/custom_fields/{id}": {
        parameters: {
        };
        get: operations["get_custom_fields_by_id"];
        delete: operations["delete_custom_fields_by_id"];
        patch: operations["patch_custom_fields_by_id"];
    };
    "/api/v1/deliveries": {
        parameters: {
        };
        get: operations["get_deliveries"];
    };
    "/api/v1/deliveries/retry": {
        parameters: {
        };
        get?: never;
        post: operations["post_deliveries_retry"];
    };
    "/api/v1/deliveries/{id}/dismiss": {
        parameters: {
        };
        get?: never;
        post: operations["post_deliveries_by_id_dismiss"];
    };
    "/api/v1/deliveries/{id}/retry": {
        parameters: {
        };
        get?: never;
        post: operations["post_deliveries_by_id_retry"];
    };
    "/api/v1/directory": {
        parameters: {
        };
        get: operations["get_directory"];
    };
    "/api/v1/directory/check": {
        parameters: {
        };
        get?: never;
        post: operations["post_directory_check"];
    };
    "/api/v1/directory/preview": {
        parameters: {
        };
        get?: never;
        post: operations["post_directory_preview"];
    };
    "/api/v1/directory/sync": {
        parameters: {
        };
        get?: never;
        post: operations["post_directory_sync"];
    };
    "/api/v1/escalation/foresight": {
        parameters: {
        };
        get?: never;
        post: operations["post_escalation_foresight"];
    };
    "/api/v1/escalation/matrix": {
        parameters: {
        };
        get: operations["get_escalation_matrix"];
    };
    "/api/v1/escalation/mine": {
        parameters: {
        };
        get: operations["get_escalation_mine"];
    };
    "/api/v1/escalation_policies": {
        parameters: {
        };
        get: operations["get_escalation_policies"];
        post: operations["post_escalation_policies"];
    };
    "/api/v1/escalation_policies.csv": {
        parameters: {
        };
        get: operations["get_escalation_policies_csv"];
        post: operations["post_escalation_policies_csv"];
    };
    "/api/v1/escalation_policies/{id}": {
        parameters: {
        };
        get: operations["get_escalation_policies_by_id"];
        delete: operations["delete_escalation_policies_by_id"];
        patch: operations["patch_escalation_policies_by_id"];
    };
    "/api/v1/events": {
        parameters: {
        };
        get: operations["get_events"];
    };
    "/api/v1/gateways": {
        parameters: {
        };
        get: operations["get_gateways"];
        post: operations["post_gateways"];
    };
    "/api/v1/gateways.csv": {
        parameters: {
        };
        get: operations["get_gateways_csv"];
        post: operations["post_gateways_csv"];
    };
    "/api/v1/gateways/{id}": {
        parameters: {
        };
        get: operations["get_gateways_by_id"];
        delete: operations["delete_gateways_by_id"];
        patch: operations["patch_gateways_by_id"];
    };
    "/api/v1/gateways/{id}/test": {
        parameters: {
        };
        get: operations["get_gateways_by_id_test"];
        post: operations["post_gateways_by_id_test"];
    };
    "/api/v1/heartbeat_states": {
        parameters: {
        };
        get: operations["get_heartbeat_states"];
    };
    "/api/v1/heartbeats": {
        parameters: {
        };
        get: operations["get_heartbeats"];
        post: operations["post_heartbeats"];
    };
    "/api/v1/heartbeats.csv": {
        parameters: {
        };
        get: operations["get_heartbeats_csv"];
        post: operations["post_heartbeats_csv"];
    };
    "/api/v1/heartbeats/{id}": {
        parameters: {
        };
        get: operations["get_heartbeats_by_id"];
        delete: operations["delete_heartbeats_by_id"];
        patch: operations["patch_heartbeats_by_id"];
    };
    "/api/v1/heartbeats/{id}/key": {
        parameters: {
        };
        get?: never;
        post: operations["post_heartbeats_by_id_key"];
    };
    "/api/v1/heartbeats/{id}/state": {
        parameters: {
        };
        get: operations["get_heartbeats_by_id_state"];
    };
    "/api/v1/hold_reasons": {
        parameters: {
        };
        get: operations["get_hold_reasons"];
        post: operations["post_hold_reasons"];
    };
    "/api/v1/hold_reasons.csv": {
        parameters: {
        };
        get: operations["get_hold_reasons_csv"];
        post: operations["post_hold_reasons_csv"];
    };
    "/api/v1/hold_reasons/{id}": {
        parameters: {
        };
        get: operations["get_hold_reasons_by_id"];
        delete: operations["delete_hold_reasons_by_id"];
        patch: operations["patch_hold_reasons_by_id"];
    };
    "/api/v1/imports": {
        parameters: {
        };
        get: operations["get_imports"];
        post: operations["post_imports"];
    };
    "/api/v1/imports/mappings": {
        parameters: {
        };
        get: operations["get_imports_mappings"];
    };
    "/api/v1/imports/{id}": {
        parameters: {
        };
        get: operations["get_imports_by_id"];
        delete: operations["delete_imports_by_id"];
    };
    "/api/v1/imports/{id}/columns": {
        parameters: {
        };
        get: operations["get_imports_by_id_columns"];
    };
    "/api/v1/imports/{id}/content": {
        parameters: {
        };
        get?: never;
        put: operations["put_imports_by_id_content"];
    };
    "/api/v1/imports/{id}/preview": {
        parameters: {
        };
        get?: never;
        post: operations["post_imports_by_id_preview"];
    };
    "/api/v1/imports/{id}/report.csv": {
        parameters: {
        };
        get: operations["get_imports_by_id_report_csv"];
    };
    "/api/v1/imports/{id}/start": {
        parameters: {
        };
        get?: never;
        post: operations["post_imports_by_id_start"];
    };
    "/api/v1/incident_templates": {
        parameters: {
        };
        get: operations["get_incident_templates"];
        post: operations["post_incident_templates"];
    };
    "/api/v1/incident_templates.csv": {
        parameters: {
        };
        get: operations["get_incident_templates_csv"];
        post: operations["post_incident_templates_csv"];
    };
    "/api/v1/incident_templates/{id}": {
        parameters: {
        };
        get: operations["get_incident_templates_by_id"];
        delete: operations["delete_incident_templates_by_id"];
        patch: operations["patch_incident_templates_by_id"];
    };
    "/api/v1/incidents": {
        parameters: {
        };
        get: operations["get_incidents"];
        post: operations["post_incidents"];
    };
    "/api/v1/incidents.csv": {
        parameters: {
        };
        get: operations["get_incidents_csv"];
    };
    "/api/v1/incidents/bulk": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_bulk"];
    };
    "/api/v1/incidents/{id}": {
        parameters: {
        };
        get: operations["get_incidents_by_id"];
        patch: operations["patch_incidents_by_id"];
    };
    "/api/v1/incidents/{id}/acknowledge": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_acknowledge"];
    };
    "/api/v1/incidents/{id}/alerts": {
        parameters: {
        };
        get: operations["get_incidents_by_id_alerts"];
    };
    "/api/v1/incidents/{id}/alerts/split": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_alerts_split"];
    };
    "/api/v1/incidents/{id}/assign": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_assign"];
    };
    "/api/v1/incidents/{id}/attachments": {
        parameters: {
        };
        get: operations["get_incidents_by_id_attachments"];
        post: operations["post_incidents_by_id_attachments"];
    };
    "/api/v1/incidents/{id}/cancel": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_cancel"];
    };
    "/api/v1/incidents/{id}/categorise": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_categorise"];
    };
    "/api/v1/incidents/{id}/clocks": {
        parameters: {
        };
        get: operations["get_incidents_by_id_clocks"];
    };
    "/api/v1/incidents/{id}/clocks/{clock}/proof": {
        parameters: {
        };
        get: operations["get_incidents_by_id_clocks_by_clock_proof"];
    };
    "/api/v1/incidents/{id}/close": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_close"];
    };
    "/api/v1/incidents/{id}/comment": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_comment"];
    };
    "/api/v1/incidents/{id}/confirm": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_confirm"];
    };
    "/api/v1/incidents/{id}/cycles": {
        parameters: {
        };
        get: operations["get_incidents_by_id_cycles"];
    };
    "/api/v1/incidents/{id}/escalate": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_escalate"];
    };
    "/api/v1/incidents/{id}/escalations": {
        parameters: {
        };
        get: operations["get_incidents_by_id_escalations"];
    };
    "/api/v1/incidents/{id}/escalations/acknowledge": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_escalations_acknowledge"];
    };
    "/api/v1/incidents/{id}/escalations/help": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_escalations_help"];
    };
    "/api/v1/incidents/{id}/escalations/next": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_escalations_next"];
    };
    "/api/v1/incidents/{id}/escalations/snooze": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_escalations_snooze"];
    };
    "/api/v1/incidents/{id}/follow_up": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_follow_up"];
    };
    "/api/v1/incidents/{id}/hand_back": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_hand_back"];
    };
    "/api/v1/incidents/{id}/hold": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_hold"];
    };
    "/api/v1/incidents/{id}/link": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_link"];
    };
    "/api/v1/incidents/{id}/links": {
        parameters: {
        };
        get: operations["get_incidents_by_id_links"];
    };
    "/api/v1/incidents/{id}/mark": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_mark"];
    };
    "/api/v1/incidents/{id}/merge": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_merge"];
    };
    "/api/v1/incidents/{id}/note": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_note"];
    };
    "/api/v1/incidents/{id}/override_priority": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_override_priority"];
    };
    "/api/v1/incidents/{id}/promise": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_promise"];
    };
    "/api/v1/incidents/{id}/rate": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_rate"];
    };
    "/api/v1/incidents/{id}/reject": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_reject"];
    };
    "/api/v1/incidents/{id}/reopen": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_reopen"];
    };
    "/api/v1/incidents/{id}/reset_priority": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_reset_priority"];
    };
    "/api/v1/incidents/{id}/resolve": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_resolve"];
    };
    "/api/v1/incidents/{id}/resume": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_resume"];
    };
    "/api/v1/incidents/{id}/skilled": {
        parameters: {
        };
        get: operations["get_incidents_by_id_skilled"];
    };
    "/api/v1/incidents/{id}/split": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_split"];
    };
    "/api/v1/incidents/{id}/start": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_start"];
    };
    "/api/v1/incidents/{id}/story": {
        parameters: {
        };
        get: operations["get_incidents_by_id_story"];
    };
    "/api/v1/incidents/{id}/take": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_take"];
    };
    "/api/v1/incidents/{id}/tasks": {
        parameters: {
        };
        get: operations["get_incidents_by_id_tasks"];
        post: operations["post_incidents_by_id_tasks"];
    };
    "/api/v1/incidents/{id}/undo": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_undo"];
    };
    "/api/v1/incidents/{id}/unlink": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_unlink"];
    };
    "/api/v1/incidents/{id}/unmerge": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_unmerge"];
    };
    "/api/v1/incidents/{id}/unwatch": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_unwatch"];
    };
    "/api/v1/incidents/{id}/watch": {
        parameters: {
        };
        get?: never;
        post: operations["post_incidents_by_id_watch"];
    };
    "/api/v1/incoming_mail": {
        parameters: {
        };
        get: operations["get_incoming_mail"];
        post: operations["post_incoming_mail"];
    };
    "/api/v1/incoming_mail/{id}/content": {
        parameters: {
        };
        get: operations["get_incoming_mail_by_id_content"];
    };
    "/api/v1/incoming_mail/{id}/dismiss": {
        parameters: {
        };
        get?: never;
        post: operations["post_incoming_mail_by_id_dismiss"];
    };
    "/api/v1/incoming_mail/{id}/retry": {
        parameters: {
        };
        get?: never;
        post: operations["post_incoming_mail_by_id_retry"];
    };
    "/api/v1/inhibition_rules": {
        parameters: {
        };
        get: operations["get_inhibition_rules"];
        post: operations["post_inhibition_rules"];
    };
    "/api/v1/inhibition_rules.csv": {
        parameters: {
        };
        get: operations["get_inhibition_rules_csv"];
        post: operations["post_inhibition_rules_csv"];
    };
    "/api/v1/inhibition_rules/{id}": {
        parameters: {
        };
        get: operations["get_inhibition_rules_by_id"];
        delete: operations["delete_inhibition_rules_by_id"];
        patch: operations["patch_inhibition_rules_by_id"];
    };
    "/api/v1/kinds": {
        parameters: {
        };
        get: operations["get_kinds"];
    };
    "/api/v1/locations": {
        parameters: {
        };
        get: operations["get_locations"];
        post: operations["post_locations"];
    };
    "/api/v1/locations.csv": {
        parameters: {
        };
        get: operations["get_locations_csv"];
        post: operations["post_locations_csv"];
    };
    "/api/v1/locations/{id}": {
        parameters: {
        };
        get: operations["get_locations_by_id"];
        delete: operations["delete_locations_by_id"];
        patch: operations["patch_locations_by_id"];
    };
    "/api/v1/maintenance_windows": {
        parameters: {
        };
        get: operations["get_maintenance_windows"];
        post: operations["post_maintenance_windows"];
    };
    "/api/v1/maintenance_windows.csv": {
        parameters: {
        };
        get: operations["get_maintenance_windows_csv"];
        post: operations["post_maintenance_windows_csv"];
    };
    "/api/v1/maintenance_windows/{id}": {
        parameters: {
        };
        get: operations["get_maintenance_windows_by_id"];
        delete: operations["delete_maintenance_windows_by_id"];
        patch: operations["patch_maintenance_windows_by_id"];
    };
    "/api/v1/me/chat_accounts": {
        parameters: {
        };
        get: operations["get_me_chat_accounts"];
    };
    "/api/v1/me/chat_accounts/{id}": {
        parameters: {
        };
        get?: never;
        delete: operations["delete_me_chat_accounts_by_id"];
    };
    "/api/v1/me/chat_code": {
        parameters: {
        };
        get?: never;
        post: operations["post_me_chat_code"];
    };
    "/api/v1/me/notifications": {
        parameters: {
        };
        get: operations["get_me_notifications"];
    };
    "/api/v1/me/notifications/read": {
        parameters: {
        };
        get?: never;
        post: operations["post_me_notifications_read"];
    };
    "/api/v1/me/notifications/unread": {
        parameters: {
        };
        get?: never;
        post: operations["post_me_notifications_unread"];
    };
    "/api/v1/message_texts": {
        parameters: {
        };
        get: operations["get_message_texts"];
        post: operations["post_message_texts"];
    };
    "/api/v1/message_texts.csv": {
        parameters: {
        };
        get: operations["get_message_texts_csv"];
        post: operations["post_message_texts_csv"];
    };
    "/api/v1/message_texts/kinds": {
        parameters: {
        };
        get: operations["get_message_texts_kinds"];
    };
    "/api/v1/message_texts/preview": {
        parameters: {
        };
        get?: never;
        post: operations["post_message_texts_preview"];
    };
    "/api/v1/message_texts/{id}": {
        parameters: {
        };
        get: operations["get_message_texts_by_id"];
        delete: operations["delete_message_texts_by_id"];
        patch: operations["patch_message_texts_by_id"];
    };
    "/api/v1/on_call": {
        parameters: {
        };
        get: operations["get_on_call"];
    };
    "/api/v1/on_call/feeds": {
        parameters: {
        };
        get: operations["get_on_call_feeds"];
        post: operations["post_on_call_feeds"];
    };
    "/api/v1/on_call/feeds/{address}": {
        parameters: {
        };
        get: operations["get_on_call_feeds_by_address"];
    };
    "/api/v1/on_call/feeds/{id}/revoke": {
        parameters: {
        };
        get?: never;
        post: operations["post_on_call_feeds_by_id_revoke"];
    };
    "/api/v1/on_call/gaps": {
        parameters: {
        };
        get: operations["get_on_call_gaps"];
    };
    "/api/v1/on_call/mine": {
        parameters: {
        };
        get: operations["get_on_call_mine"];
    };
    "/api/v1/on_call/skill_gaps": {
        parameters: {
        };
        get: operations["get_on_call_skill_gaps"];
    };
    "/api/v1/organisations": {
        parameters: {
        };
        get: operations["get_organisations"];
        post: operations["post_organisations"];
    };
    "/api/v1/organisations.csv": {
        parameters: {
        };
        get: operations["get_organisations_csv"];
        post: operations["post_organisations_csv"];
    };
    "/api/v1/organisations/{id}": {
        parameters: {
        };
        get: operations["get_organisations_by_id"];
        delete: operations["delete_organisations_by_id"];
        patch: operations["patch_organisations_by_id"];
    };
    "/api/v1/people": {
        parameters: {
        };
        get: operations["get_people"];
        post: operations["post_people"];
    };
    "/api/v1/people/{id}": {
        parameters: {
        };
        get: operations["get_people_by_id"];
        patch: operations["patch_people_by_id"];
    };
    "/api/v1/people/{id}/absences": {
        parameters: {
        };
        get: operations["get_people_by_id_absences"];
        post: operations["post_people_by_id_absences"];
    };
    "/api/v1/people/{id}/accounts": {
        parameters: {
        };
        get: operations["get_people_by_id_accounts"];
    };
    "/api/v1/people/{id}/erase": {
        parameters: {
        };
        get?: never;
        post: operations["post_people_by_id_erase"];
    };
    "/api/v1/people/{id}/export": {
        parameters: {
        };
        get: operations["get_people_by_id_export"];
    };
    "/api/v1/people/{id}/links": {
        parameters: {
        };
        get?: never;
        delete: operations["delete_people_by_id_links"];
    };
    "/api/v1/people/{id}/password": {
        parameters: {
        };
        get?: never;
        post: operations["post_people_by_id_password"];
    };
    "/api/v1/people/{id}/second-factor": {
        parameters: {
        };
        get: operations["get_people_by_id_second_factor"];
        delete: operations["delete_people_by_id_second_factor"];
    };
    "/api/v1/people/{id}/sessions": {
        parameters: {
        };
        get: operations["get_people_by_id_sessions"];
        delete: operations["delete_people_by_id_sessions"];
    };
    "/api/v1/permissions": {
        parameters: {
        };
        get: operations["get_permissions"];
    };
    "/api/v1/priority_matrices": {
        parameters: {
        };
        get: operations["get_priority_matrices"];
        post: operations["post_priority_matrices"];
    };
    "/api/v1/priority_matrices.csv": {
        parameters: {
        };
        get: operations["get_priority_matrices_csv"];
        post: operations["post_priority_matrices_csv"];
    };
    "/api/v1/priority_matrices/{id}": {
        parameters: {
        };
        get: operations["get_priority_matrices_by_id"];
        delete: operations["delete_priority_matrices_by_id"];
        patch: operations["patch_priority_matrices_by_id"];
    };
    "/api/v1/resolution_codes": {
        parameters: {
        };
        get: operations["get_resolution_codes"];
        post: operations["post_resolution_codes"];
    };
    "/api/v1/resolution_codes.csv": {
        parameters: {
        };
        get: operations["get_resolution_codes_csv"];
        post: operations["post_resolution_codes_csv"];
    };
    "/api/v1/resolution_codes/{id}": {
        parameters: {
        };
        get: operations["get_resolution_codes_by_id"];
        delete: operations["delete_resolution_codes_by_id"];
        patch: operations["patch_resolution_codes_by_id"];
    };
    "/api/v1/roster_overrides/{id}/withdraw": {
        parameters: {
        };
        get?: never;
        post: operations["post_roster_overrides_by_id_withdraw"];
    };
    "/api/v1/rosters": {
        parameters: {
        };
        get: operations["get_rosters"];
        post: operations["post_rosters"];
    };
    "/api/v1/rosters.csv": {
        parameters: {
        };
        get: operations["get_rosters_csv"];
        post: operations["post_rosters_csv"];
    };
    "/api/v1/rosters/import": {
        parameters: {
        };
        get?: never;
        post: operations["post_rosters_import"];
    };
    "/api/v1/rosters/preview": {
        parameters: {
        };
        get?: never;
        post: operations["post_rosters_preview"];
    };
    "/api/v1/rosters/{id}": {
        parameters: {
        };
        get: operations["get_rosters_by_id"];
        delete: operations["delete_rosters_by_id"];
        patch: operations["patch_rosters_by_id"];
    };
    "/api/v1/rosters/{id}/fairness": {
        parameters: {
        };
        get: operations["get_rosters_by_id_fairness"];
    };
    "/api/v1/rosters/{id}/members": {
        parameters: {
        };
        get?: never;
        post: operations["post_rosters_by_id_members"];
    };
    "/api/v1/rosters/{id}/on_call": {
        parameters: {
        };
        get: operations["get_rosters_by_id_on_call"];
    };
    "/api/v1/rosters/{id}/on_call.txt": {
        parameters: {
        };
        get: operations["get_rosters_by_id_on_call_txt"];
    };
    "/api/v1/rosters/{id}/overrides": {
        parameters: {
        };
        get?: never;
        post: operations["post_rosters_by_id_overrides"];
    };
    "/api/v1/rosters/{id}/shifts": {
        parameters: {
        };
        get: operations["get_rosters_by_id_shifts"];
    };
    "/api/v1/services": {
        parameters: {
        };
        get: operations["get_services"];
        post: operations["post_services"];
    };
    "/api/v1/services.csv": {
        parameters: {
        };
        get: operations["get_services_csv"];
        post: operations["post_services_csv"];
    };
    "/api/v1/services/{id}": {
        parameters: {
        };
        get: operations["get_services_by_id"];
        delete: operations["delete_services_by_id"];
        patch: operations["patch_services_by_id"];
    };
    "/api/v1/session": {
        parameters: {
        };
        get: operations["get_session"];
        post: operations["post_session"];
        delete: operations["delete_session"];
    };
    "/api/v1/session/link": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_link"];
    };
    "/api/v1/session/reset": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_reset"];
    };
    "/api/v1/session/reset/confirm": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_reset_confirm"];
    };
    "/api/v1/session/second-factor": {
        parameters: {
        };
        get: operations["get_session_second_factor"];
        post: operations["post_session_second_factor"];
    };
    "/api/v1/session/second-factor/confirm": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_second_factor_confirm"];
    };
    "/api/v1/session/second-factor/recovery-codes": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_second_factor_recovery_codes"];
    };
    "/api/v1/session/second-factor/remove": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_second_factor_remove"];
    };
    "/api/v1/session/sign-on/code": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_sign_on_code"];
    };
    "/api/v1/session/sign-on/{provider}": {
        parameters: {
        };
        get: operations["get_session_sign_on_by_provider"];
    };
    "/api/v1/session/sign-on/{provider}/callback": {
        parameters: {
        };
        get: operations["get_session_sign_on_by_provider_callback"];
    };
    "/api/v1/session/sign-on/{provider}/logout": {
        parameters: {
        };
        get?: never;
        post: operations["post_session_sign_on_by_provider_logout"];
    };
    "/api/v1/session/ways": {
        parameters: {
        };
        get: operations["get_session_ways"];
    };
    "/api/v1/sessions": {
        parameters: {
        };
        get: operations["get_sessions"];
        delete: operations["delete_sessions"];
    };
    "/api/v1/sessions/{id}": {
        parameters: {
        };
        get?: never;
        delete: operations["delete_sessions_by_id"];
    };
    "/api/v1/setup": {
        parameters: {
        };
        get: operations["get_setup"];
        post: operations["post_setup"];
    };
    "/api/v1/silences": {
        parameters: {
        };
        get: operations["get_silences"];
        post: operations["post_silences"];
    };
    "/api/v1/silences/preview": {
        parameters: {
        };
        get?: never;
        post: operations["post_silences_preview"];
    };
    "/api/v1/silences/{id}/end": {
        parameters: {
        };
        get?: never;
        post: operations["post_silences_by_id_end"];
    };
    "/api/v1/skills": {
        parameters: {
        };
        get: operations["get_skills"];
        post: operations["post_skills"];
    };
    "/api/v1/skills.csv": {
        parameters: {
        };
        get: operations["get_skills_csv"];
        post: operations["post_skills_csv"];
    };
    "/api/v1/skills/{id}": {
        parameters: {
        };
        get: operations["get_skills_by_id"];
        delete: operations["delete_skills_by_id"];
        patch: operations["patch_skills_by_id"];
    };
    "/api/v1/suppliers": {
        parameters: {
        };
        get: operations["get_suppliers"];
        post: operations["post_suppliers"];
    };
    "/api/v1/suppliers.csv": {
        parameters: {
        };
        get: operations["get_suppliers_csv"];
        post: operations["post_suppliers_csv"];
    };
    "/api/v1/suppliers/{id}": {
        parameters: {
        };
        get: operations["get_suppliers_by_id"];
        delete: operations["delete_suppliers_by_id"];
        patch: operations["patch_suppliers_by_id"];
    };
    "/api/v1/system": {
        parameters: {
        };
        get: operations["get_system"];
    };
    "/api/v1/tags": {
        parameters: {
        };
        get: operations["get_tags"];
        post: operations["post_tags"];
    };
    "/api/v1/tags.csv": {
        parameters: {
        };
        get: operations["get_tags_csv"];
        post: operations["post_tags_csv"];
    };
    "/api/v1/tags/{id}": {
        parameters: {
        };
        get: operations["get_tags_by_id"];
        delete: operations["delete_tags_by_id"];
        patch: operations["patch_tags_by_id"];
    };
    "/api/v1/tasks/{id}": {
        parameters: {
        };
        get?: never;
        patch: operations["patch_tasks_by_id"];
    };
    "/api/v1/teams": {
        parameters: {
        };
        get: operations["get_teams"];
        post: operations["post_teams"];
    };
    "/api/v1/teams.csv": {
        parameters: {
        };
        get: operations["get_teams_csv"];
        post: operations["post_teams_csv"];
    };
    "/api/v1/teams/{id}": {
        parameters: {
        };
        get: operations["get_teams_by_id"];
        delete: operations["delete_teams_by_id"];
        patch: operations["patch_teams_by_id"];
    };
    "/api/v1/teams/{id}/contact": {
        parameters: {
        };
        get: operations["get_teams_by_id_contact"];
    };
    "/api/v1/tokens": {
        parameters: {
        };
        get: operations["get_tokens"];
        post: operations["post_tokens"];
    };
    "/api/v1/tokens/{id}": {
        parameters: {
        };
        get?: never;
        delete: operations["delete_tokens_by_id"];
    };
    "/api/v1/views": {
        parameters: {
        };
        get: operations["get_views"];
        post: operations["post_views"];
    };
    "/api/v1/views/{id}": {
        parameters: {
        };
        get?: never;
        delete: operations["delete_views_by_id"];
        patch: operations["patch_views_by_id"];
    };
    "/api/v1/webhooks": {
        parameters: {
        };
        get: operations["get_webhooks"];
        post: operations["post_webhooks"];
    };
    "/api/v1/webhooks/{id}": {
        parameters: {
        };
        get: operations["get_webhooks_by_id"];
        patch: operations["patch_webhooks_by_id"];
    };
    "/api/v1/webhooks/{id}/deliveries": {
        parameters: {
        };
        get: operations["get_webhooks_by_id_deliveries"];
    };
    "/api/v1/webhooks/{id}/deliveries/{delivery}/retry": {
        parameters: {
        };
        get?: never;
        post: operations["post_webhooks_by_id_deliveries_by_delivery_retry"];
    };
    "/api/v1/webhooks/{id}/pause": {
        parameters: {
        };
        get?: never;
        post: operations["post_webhooks_by_id_pause"];
    };
    "/api/v1/webhooks/{id}/replay": {
        parameters: {
        };
        get?: never;
        post: operations["post_webhooks_by_id_replay"];
    };
    "/api/v1/webhooks/{id}/resume": {
        parameters: {
        };
        get?: never;
        post: operations["post_webhooks_by_id_resume"];
    };
    "/api/v1/webhooks/{id}/secrets": {
        parameters: {
        };
        get?: never;
        post: operations["post_webhooks_by_id_secrets"];
    };
    "/api/v1/webhooks/{id}/state": {
        parameters: {
        };
        get: operations["get_webhooks_by_id_state"];
    };
    "/api/v1/webhooks/{id}/test": {
        parameters: {
        };
        get?: never;
        post: operations["post_webhooks_by_id_test"];
    };
    "/healthz": {
        parameters: {
        };
        get: operations["get_healthz"];
    };
    "/metrics": {
        parameters: {
        };
        get: operations["get_metrics"];
    };
    "/readyz": {
        parameters: {
        };
        get: operations["get_readyz"];
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Absence: {
            id: string;
            version: number;
            person: string;
            /** Format: date-time */
            begins_at: string;
            /** Format: date-time */
            ends_at: string;
            note: string | null;
            /** @enum {string} */
            hand_over: "keep" | "team" | "person";
            substitute: string | null;
            /** @enum {string} */
            state: "planned" | "current" | "ended";
            handed_over: string[] | null;
        };
        AbsenceList: {
            next: string | null;
            names: {
                [key: string]: string;
            };
            items: components["schemas"]["Absence"][];
        };
        AbsenceRequest: {
            /** Format: date-time */
            begins_at?: string | null;
            /** Format: date-time */
            ends_at: string;
            note?: string | null;
            /** @enum {string|null} */
            hand_over?: "keep" | "team" | "person" | null;
            substitute?: string | null;
        };
        AccountList: {
            items: {
                source: string;
                subject: string | null;
                active: boolean;
            }[];
            groups: string[];
        };
        Agreement: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            /** @enum {string} */
            kind: "sla" | "ola" | "contract";
            customer: string | null;
            team: string | null;
            supplier: string | null;
            calendar: string;
            applies: string | null;
            /** @enum {string} */
            begins: "logged" | "began" | "detected" | "matched";
            goals: string;
            starts: string | null;
            pauses: string | null;
            stops: string | null;
            reopening: string | null;
            warnings: string | null;
        };
        AgreementChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            /** @enum {string} */
            kind?: "sla" | "ola" | "contract";
            customer?: string | null;
            team?: string | null;
            supplier?: string | null;
            calendar?: string;
            applies?: string | null;
            /** @enum {string} */
            begins?: "logged" | "began" | "detected" | "matched";
            goals?: string;
            starts?: string | null;
            pauses?: string | null;
            stops?: string | null;
            reopening?: string | null;
            warnings?: string | null;
        };
        AgreementList: {
            items: components["schemas"]["Agreement"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        AgreementRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            /** @enum {string} */
            kind?: "sla" | "ola" | "contract";
            customer?: string | null;
            team?: string | null;
            supplier?: string | null;
            calendar: string;
            applies?: string | null;
            /** @enum {string} */
            begins?: "logged" | "began" | "detected" | "matched";
            goals: string;
            starts?: string | null;
            pauses?: string | null;
            stops?: string | null;
            reopening?: string | null;
            warnings?: string | null;
        };
        AlertSource: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            /** @enum {string} */
            kind: "prometheus" | "alertmanager" | "grafana" | "generic";
            addresses: string[] | null;
            reads: boolean;
            opens: boolean;
            /** @enum {string} */
            least: "critical" | "error" | "warning" | "info";
            wait_s: number;
            window_min: number;
            service_labels: string | null;
            item_labels: string | null;
            service: string | null;
            category: string | null;
            team: string | null;
            /** @enum {string} */
            ended: "note" | "resolve";
            resolution_code: string | null;
            mapping: {
                [key: string]: unknown;
            } | null;
        };
        AlertSourceChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            /** @enum {string} */
            kind?: "prometheus" | "alertmanager" | "grafana" | "generic";
            addresses?: string[] | null;
            reads?: boolean;
            opens?: boolean;
            /** @enum {string} */
            least?: "critical" | "error" | "warning" | "info";
            wait_s?: number;
            window_min?: number;
            service_labels?: string | null;
            item_labels?: string | null;
            service?: string | null;
            category?: string | null;
            team?: string | null;
            /** @enum {string} */
            ended?: "note" | "resolve";
            resolution_code?: string | null;
            mapping?: {
                [key: string]: unknown;
            } | null;
        };
        AlertSourceList: {
            items: components["schemas"]["AlertSource"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        AlertSourceRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            /** @enum {string} */
            kind?: "prometheus" | "alertmanager" | "grafana" | "generic";
            addresses?: string[] | null;
            reads?: boolean;
            opens?: boolean;
            /** @enum {string} */
            least?: "critical" | "error" | "warning" | "info";
            wait_s?: number;
            window_min?: number;
            service_labels?: string | null;
            item_labels?: string | null;
            service?: string | null;
            category?: string | null;
            team?: string | null;
            /** @enum {string} */
            ended?: "note" | "resolve";
            resolution_code?: string | null;
            mapping?: {
                [key: string]: unknown;
            } | null;
        };
        AutomationRule: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            position: number;
            /** @enum {string} */
            trigger: "opened" | "changed" | "commented" | "state_changed" | "any";
            fields: string[] | null;
            applies: string | null;
            was: string | null;
            deeds: string;
            stop_here: boolean;
            stopped: string | null;
        };
        AutomationRuleChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            position?: number;
            /** @enum {string} */
            trigger?: "opened" | "changed" | "commented" | "state_changed" | "any";
            fields?: string[] | null;
            applies?: string | null;
            was?: string | null;
            deeds?: string;
            stop_here?: boolean;
        };
        AutomationRuleList: {
            items: components["schemas"]["AutomationRule"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        AutomationRuleRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            position?: number;
            /** @enum {string} */
            trigger?: "opened" | "changed" | "commented" | "state_changed" | "any";
            fields?: string[] | null;
            applies?: string | null;
            was?: string | null;
            deeds: string;
            stop_here?: boolean;
        };
        BrowserRequest: {
            endpoint: string;
            p256dh: string;
            auth: string;
            label?: string | null;
        };
        Calendar: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            zone: string | null;
            hours: string | null;
            exceptions: string | null;
            holidays_of: string | null;
            feeds: string | null;
            fetched: string | null;
        };
        CalendarChange: {
            active?: boolean;
            name?: string;
            zone?: string | null;
            hours?: string | null;
            exceptions?: string | null;
            holidays_of?: string | null;
            feeds?: string | null;
        };
        CalendarDays: {
            zone: string;
            days: {
                date: string;
                exception: boolean;
                working_seconds: number;
                open: {
                    from: string;
                    until: string;
                }[];
            }[];
        };
        CalendarList: {
            items: components["schemas"]["Calendar"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CalendarReckoning: {
            start: string;
            span: string | null;
            end: string | null;
            zone: string;
            open_at_start: boolean;
            working_seconds: number;
            stretches_left_out: number;
            stretches: {
                from: string;
                until: string;
            }[];
        };
        CalendarRequest: {
            active?: boolean;
            name: string;
            zone?: string | null;
            hours?: string | null;
            exceptions?: string | null;
            holidays_of?: string | null;
            feeds?: string | null;
        };
        Category: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            external_ref: string | null;
            parent: string | null;
            team: string | null;
            security: boolean;
            skills: string[] | null;
        };
        CategoryChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            external_ref?: string | null;
            parent?: string | null;
            team?: string | null;
            security?: boolean;
            skills?: string[] | null;
        };
        CategoryList: {
            items: components["schemas"]["Category"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CategoryRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            external_ref?: string | null;
            parent?: string | null;
            team?: string | null;
            security?: boolean;
            skills?: string[] | null;
        };
        ChatChannel: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            workspace: string;
            channel: string;
            applies: string | null;
            /** @enum {string} */
            language: "en" | "de";
        };
        ChatChannelChange: {
            active?: boolean;
            name?: string;
            workspace?: string;
            channel?: string;
            applies?: string | null;
            /** @enum {string} */
            language?: "en" | "de";
        };
        ChatChannelList: {
            items: components["schemas"]["ChatChannel"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        ChatChannelRequest: {
            active?: boolean;
            name: string;
            workspace: string;
            channel: string;
            applies?: string | null;
            /** @enum {string} */
            language?: "en" | "de";
        };
        ChatWorkspace: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            /** @enum {string} */
            kind: "slack" | "mattermost";
            url: string | null;
            bot_secret: string | null;
            request_secret: string | null;
        };
        ChatWorkspaceChange: {
            active?: boolean;
            name?: string;
            /** @enum {string} */
            kind?: "slack" | "mattermost";
            url?: string | null;
            bot_secret?: string | null;
            request_secret?: string | null;
        };
        ChatWorkspaceList: {
            items: components["schemas"]["ChatWorkspace"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        ChatWorkspaceRequest: {
            active?: boolean;
            name: string;
            /** @enum {string} */
            kind?: "slack" | "mattermost";
            url?: string | null;
            bot_secret?: string | null;
            request_secret?: string | null;
        };
        Check: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            /** @enum {string} */
            kind: "http" | "tcp" | "dns" | "ping";
            address: string;
            place: string | null;
            expected_status: string | null;
            contains: string | null;
            lacks: string | null;
            every: string;
            timeout_s: number;
            slow_ms: number;
            certificate_days: number;
            failures: number;
            successes: number;
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            source: string;
            team: string | null;
            service: string | null;
            ci: string | null;
            paused: boolean;
        };
        CheckAnswer: {
            turn: string;
            well: boolean;
            /** @default true */
            asked: boolean;
            took_us: number;
            text?: string;
        };
        CheckChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            /** @enum {string} */
            kind?: "http" | "tcp" | "dns" | "ping";
            address?: string;
            place?: string | null;
            expected_status?: string | null;
            contains?: string | null;
            lacks?: string | null;
            every?: string;
            timeout_s?: number;
            slow_ms?: number;
            certificate_days?: number;
            failures?: number;
            successes?: number;
            /** @enum {string} */
            severity?: "critical" | "error" | "warning" | "info";
            source?: string;
            team?: string | null;
            service?: string | null;
            ci?: string | null;
            paused?: boolean;
        };
        CheckList: {
            items: components["schemas"]["Check"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CheckRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            /** @enum {string} */
            kind?: "http" | "tcp" | "dns" | "ping";
            address: string;
            place?: string | null;
            expected_status?: string | null;
            contains?: string | null;
            lacks?: string | null;
            every: string;
            timeout_s?: number;
            slow_ms?: number;
            certificate_days?: number;
            failures?: number;
            successes?: number;
            /** @enum {string} */
            severity?: "critical" | "error" | "warning" | "info";
            source: string;
            team?: string | null;
            service?: string | null;
            ci?: string | null;
            paused?: boolean;
        };
        CheckTurnsAsked: {
            place: string;
            /** @default 1 */
            most: number;
        };
        Ci: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            kind: string | null;
            description: string | null;
            external_ref: string | null;
            service: string | null;
            team: string | null;
            location: string | null;
            supplier: string | null;
        };
        CiChange: {
            active?: boolean;
            name?: string;
            kind?: string | null;
            description?: string | null;
            external_ref?: string | null;
            service?: string | null;
            team?: string | null;
            location?: string | null;
            supplier?: string | null;
        };
        CiList: {
            items: components["schemas"]["Ci"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CiRelation: {
            id: string;
            version: number;
            active: boolean;
            ci: string;
            other: string;
            /** @enum {string} */
            kind: "runs_on" | "depends_on" | "part_of";
        };
        CiRelationChange: {
            active?: boolean;
            ci?: string;
            other?: string;
            /** @enum {string} */
            kind?: "runs_on" | "depends_on" | "part_of";
        };
        CiRelationList: {
            items: components["schemas"]["CiRelation"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CiRelationRequest: {
            active?: boolean;
            ci: string;
            other: string;
            /** @enum {string} */
            kind?: "runs_on" | "depends_on" | "part_of";
        };
        CiRequest: {
            active?: boolean;
            name: string;
            kind?: string | null;
            description?: string | null;
            external_ref?: string | null;
            service?: string | null;
            team?: string | null;
            location?: string | null;
            supplier?: string | null;
        };
        CodeRequest: {
            code: string;
        };
        ContactCode: {
            code: string;
        };
        ContactPoint: {
            id: string;
            person: string | null;
            team: string | null;
            gateway: string | null;
            gateway_name: string | null;
            /** @enum {unknown} */
            channel: "slack" | "teams" | "mattermost" | "ntfy" | "http" | "sms" | "voice" | "web_push";
            label: string | null;
            shown: string | null;
            /** Format: date-time */
            verified_at: string | null;
            subscription: string | null;
            /** Format: date-time */
            withdrawn_at: string | null;
            usable: boolean;
            last: {
                /** @enum {unknown} */
                state: "waiting" | "sent" | "failed" | "dropped";
                reason: string | null;
                /** Format: date-time */
                at: string | null;
            } | null;
        };
        ContactPointList: {
            items: components["schemas"]["ContactPoint"][];
        };
        ContactPointRequest: {
            gateway: string;
            target: string;
            label?: string | null;
            team?: string | null;
        };
        ContactRules: {
            urgent?: string[];
            normal?: string[];
            quiet_from?: string | null;
            quiet_until?: string | null;
            quiet_urgent?: boolean;
            digest_at?: string[];
        };
        CoverAnswer: {
            answer?: string | null;
        };
        CoverRequest: {
            id: string;
            version: number;
            roster: string;
            /** @enum {string} */
            kind: "cover" | "swap";
            person: string;
            /** Format: date-time */
            begins_at: string;
            /** Format: date-time */
            ends_at: string;
            asked: string | null;
            /** Format: date-time */
            back_begins_at: string | null;
            /** Format: date-time */
            back_ends_at: string | null;
            note: string | null;
            answer: string | null;
            /** @enum {string} */
            state: "open" | "accepted" | "declined" | "withdrawn" | "expired";
            taken_by: string | null;
            /** Format: date-time */
            answered_at: string | null;
        };
        CoverRequestList: {
            items: components["schemas"]["CoverRequest"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CoverRequestRequest: {
            roster: string;
            /** @enum {string} */
            kind?: "cover" | "swap";
            person?: string | null;
            asked?: string | null;
            /** Format: date-time */
            begins_at: string;
            /** Format: date-time */
            ends_at: string;
            /** Format: date-time */
            back_begins_at?: string | null;
            /** Format: date-time */
            back_ends_at?: string | null;
            note?: string | null;
        };
        Credentials: {
            login: string;
            password: string;
            code?: string;
        };
        CriticalPeriod: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            reason: string | null;
            service: string;
            recurrence: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            zone: string | null;
            impact: string | null;
        };
        CriticalPeriodChange: {
            active?: boolean;
            name?: string;
            reason?: string | null;
            service?: string;
            recurrence?: string;
            /** Format: date-time */
            starts_at?: string;
            /** Format: date-time */
            ends_at?: string;
            zone?: string | null;
            impact?: string | null;
        };
        CriticalPeriodList: {
            items: components["schemas"]["CriticalPeriod"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CriticalPeriodRequest: {
            active?: boolean;
            name: string;
            reason?: string | null;
            service: string;
            recurrence: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            zone?: string | null;
            impact?: string | null;
        };
        CustomField: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            label: string;
            help: string | null;
            /** @enum {string} */
            type: "text" | "integer" | "real" | "boolean" | "time" | "choice";
            choices: string[] | null;
            category: string | null;
            required: boolean;
            caller_visible: boolean;
        };
        CustomFieldChange: {
            active?: boolean;
            name?: string;
            label?: string;
            help?: string | null;
            /** @enum {string} */
            type?: "text" | "integer" | "real" | "boolean" | "time" | "choice";
            choices?: string[] | null;
            category?: string | null;
            required?: boolean;
            caller_visible?: boolean;
        };
        CustomFieldList: {
            items: components["schemas"]["CustomField"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        CustomFieldRequest: {
            active?: boolean;
            name: string;
            label: string;
            help?: string | null;
            /** @enum {string} */
            type?: "text" | "integer" | "real" | "boolean" | "time" | "choice";
            choices?: string[] | null;
            category?: string | null;
            required?: boolean;
            caller_visible?: boolean;
        };
        Directory: {
            configured: boolean;
            last: {
                /** Format: date-time */
                at: string;
                error: string | null;
                counts: {
                    [key: string]: number;
                };
            } | null;
        };
        DirectoryCheck: {
            people: number;
            remarks: string[];
        };
        DirectoryRequest: {
            many_gone?: boolean;
        };
        DirectorySync: {
            preview: boolean;
            counts: {
                [key: string]: number;
            };
            rows: {
                /** @enum {string} */
                action: "create" | "link" | "change" | "deactivate" | "conflict" | "refuse";
                person: string | null;
                login: string;
                name: string;
                what: string;
            }[];
        };
        EraseRequest: {
            reason: string;
        };
        EscalationPolicy: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            applies: string | null;
            /** @enum {string} */
            trigger: "logged" | "unassigned" | "unacknowledged" | "no_update" | "clock";
            point: string | null;
            calendar: string | null;
            steps: string;
            repeat: number;
            fallback: string | null;
            /** @enum {string} */
            stops: "acknowledged" | "resolved" | "never";
            acknowledged_for: string | null;
        };
        EscalationPolicyChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            applies?: string | null;
            /** @enum {string} */
            trigger?: "logged" | "unassigned" | "unacknowledged" | "no_update" | "clock";
            point?: string | null;
            calendar?: string | null;
            steps?: string;
            repeat?: number;
            fallback?: string | null;
            /** @enum {string} */
            stops?: "acknowledged" | "resolved" | "never";
            acknowledged_for?: string | null;
        };
        EscalationPolicyList: {
            items: components["schemas"]["EscalationPolicy"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        EscalationPolicyRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            applies?: string | null;
            /** @enum {string} */
            trigger?: "logged" | "unassigned" | "unacknowledged" | "no_update" | "clock";
            point?: string | null;
            calendar?: string | null;
            steps: string;
            repeat?: number;
            fallback?: string | null;
            /** @enum {string} */
            stops?: "acknowledged" | "resolved" | "never";
            acknowledged_for?: string | null;
        };
        Fairness: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            balance_percent: number;
            items: {
                person: string;
                shifts: number;
                seconds: number;
                night_seconds: number;
                weekend_seconds: number;
                pages: number;
                night_pages: number;
            }[];
            names: {
                [key: string]: string;
            };
        };
        GapsAhead: {
            /** Format: date-time */
            until: string;
            items: {
                roster: string;
                gaps: components["schemas"]["RosterGap"][];
                gaps_left_out: number;
            }[];
            unreachable: string[];
            names: {
                [key: string]: string;
            };
        };
        Gateway: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            /** @enum {string} */
            kind: "slack" | "teams" | "mattermost" | "ntfy" | "http" | "sms" | "voice";
            url: string | null;
            begins_with: string | null;
            method: string | null;
            headers: string | null;
            body: string | null;
            secret: string | null;
            per_minute: number;
        };
        GatewayChange: {
            active?: boolean;
            name?: string;
            /** @enum {string} */
            kind?: "slack" | "teams" | "mattermost" | "ntfy" | "http" | "sms" | "voice";
            url?: string | null;
            begins_with?: string | null;
            method?: string | null;
            headers?: string | null;
            body?: string | null;
            secret?: string | null;
            per_minute?: number;
        };
        GatewayList: {
            items: components["schemas"]["Gateway"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        GatewayRequest: {
            active?: boolean;
            name: string;
            /** @enum {string} */
            kind?: "slack" | "teams" | "mattermost" | "ntfy" | "http" | "sms" | "voice";
            url?: string | null;
            begins_with?: string | null;
            method?: string | null;
            headers?: string | null;
            body?: string | null;
            secret?: string | null;
            per_minute?: number;
        };
        GatewayTest: {
            target: string;
        };
        GatewayTested: {
            last: {
                /** @enum {unknown} */
                state: "waiting" | "sent" | "failed" | "dropped";
                reason: string | null;
                /** Format: date-time */
                at: string | null;
            } | null;
        };
        Heartbeat: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            every: string | null;
            schedule: string | null;
            zone: string | null;
            grace: string;
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            source: string;
            team: string | null;
            service: string | null;
            ci: string | null;
            paused: boolean;
            message: string | null;
            tags: string[] | null;
        };
        HeartbeatChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            every?: string | null;
            schedule?: string | null;
            zone?: string | null;
            grace?: string;
            /** @enum {string} */
            severity?: "critical" | "error" | "warning" | "info";
            source?: string;
            team?: string | null;
            service?: string | null;
            ci?: string | null;
            paused?: boolean;
            message?: string | null;
            tags?: string[] | null;
        };
        HeartbeatList: {
            items: components["schemas"]["Heartbeat"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        HeartbeatRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            every?: string | null;
            schedule?: string | null;
            zone?: string | null;
            grace: string;
            /** @enum {string} */
            severity?: "critical" | "error" | "warning" | "info";
            source: string;
            team?: string | null;
            service?: string | null;
            ci?: string | null;
            paused?: boolean;
            message?: string | null;
            tags?: string[] | null;
        };
        HoldReason: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            kind: string;
            text_for_caller: string | null;
        };
        HoldReasonChange: {
            active?: boolean;
            name?: string;
            kind?: string;
            text_for_caller?: string | null;
        };
        HoldReasonList: {
            items: components["schemas"]["HoldReason"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        HoldReasonRequest: {
            active?: boolean;
            name: string;
            kind: string;
            text_for_caller?: string | null;
        };
        HolidayFeedVerdict: {
            feed: string;
            /** Format: date-time */
            held_at: string;
            take: boolean;
        };
        HolidayFeeds: {
            items: {
                id: string;
                address: string;
                days: number;
                days_ahead: number;
                last_day: string | null;
                /** Format: date-time */
                fetched_at: string | null;
                /** Format: date-time */
                tried_at: string | null;
                /** Format: date-time */
                next_at: string | null;
                asked: boolean;
                failures: number;
                error: string | null;
                held: {
                    /** Format: date-time */
                    at: string;
                    /** @enum {unknown} */
                    why: "loses_most" | "too_many" | "asked";
                    added: {
                        date: string;
                        name: string;
                    }[];
                    added_count: number;
                    gone: {
                        date: string;
                        name: string;
                    }[];
                    gone_count: number;
                } | null;
            }[];
        };
        HolidayLines: {
            exceptions: string;
            dates: number;
            outside: number;
            left_out: {
                name: string;
                why: string;
            }[];
        };
        ImportReport: {
            created: number;
            updated: number;
            unchanged: number;
            refused_count: number;
            refused: {
                line: number;
                errors: {
                    code: string;
                    detail: string;
                    pointer: string;
                }[];
            }[];
        };
        IncidentTemplate: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            preset: {
                [key: string]: unknown;
            };
        };
        IncidentTemplateChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            preset?: {
                [key: string]: unknown;
            };
        };
        IncidentTemplateList: {
            items: components["schemas"]["IncidentTemplate"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        IncidentTemplateRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            preset: {
                [key: string]: unknown;
            };
        };
        InhibitionRule: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            source_matchers: string;
            target_matchers: string;
            equal: string[] | null;
        };
        InhibitionRuleChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            source_matchers?: string;
            target_matchers?: string;
            equal?: string[] | null;
        };
        InhibitionRuleList: {
            items: components["schemas"]["InhibitionRule"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        InhibitionRuleRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            source_matchers: string;
            target_matchers: string;
            equal?: string[] | null;
        };
        KindList: {
            kind: string;
            path: string;
            label: string;
            plural: string;
            catalogue: boolean;
            fields: {
                name: string;
                /** @enum {unknown} */
                type: "text" | "integer" | "real" | "boolean" | "time" | "id" | "enumeration" | "id_list" | "text_list" | "object";
                label: string;
                help?: string;
                ref?: string;
                names?: string[];
                min?: number;
                max?: number;
                required: boolean;
                unique?: boolean;
                listed?: boolean;
                markdown?: boolean;
                /** @enum {unknown} */
                access: "input" | "system";
                initial?: unknown;
            }[];
        }[];
        LinkRequest: {
            token: string;
        };
        Location: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            address: string | null;
            zone: string | null;
            external_ref: string | null;
            organisation: string | null;
            parent: string | null;
        };
        LocationChange: {
            active?: boolean;
            name?: string;
            address?: string | null;
            zone?: string | null;
            external_ref?: string | null;
            organisation?: string | null;
            parent?: string | null;
        };
        LocationList: {
            items: components["schemas"]["Location"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        LocationRequest: {
            active?: boolean;
            name: string;
            address?: string | null;
            zone?: string | null;
            external_ref?: string | null;
            organisation?: string | null;
            parent?: string | null;
        };
        LogoutToken: {
            logout_token: string;
        };
        MaintenanceWindow: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            services: string[] | null;
            items: string[] | null;
            dependants: boolean;
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            hours: string | null;
            zone: string | null;
        };
        MaintenanceWindowChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            services?: string[] | null;
            items?: string[] | null;
            dependants?: boolean;
            /** Format: date-time */
            starts_at?: string | null;
            /** Format: date-time */
            ends_at?: string | null;
            hours?: string | null;
            zone?: string | null;
        };
        MaintenanceWindowList: {
            items: components["schemas"]["MaintenanceWindow"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        MaintenanceWindowRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            services?: string[] | null;
            items?: string[] | null;
            dependants?: boolean;
            /** Format: date-time */
            starts_at?: string | null;
            /** Format: date-time */
            ends_at?: string | null;
            hours?: string | null;
            zone?: string | null;
        };
        MessageText: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            message: string;
            /** @enum {string} */
            language: "en" | "de";
            subject: string;
            text: string;
        };
        MessageTextChange: {
            active?: boolean;
            name?: string;
            message?: string;
            /** @enum {string} */
            language?: "en" | "de";
            subject?: string;
            text?: string;
        };
        MessageTextList: {
            items: components["schemas"]["MessageText"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        MessageTextRequest: {
            active?: boolean;
            name: string;
            message: string;
            /** @enum {string} */
            language?: "en" | "de";
            subject: string;
            text: string;
        };
        NewOnCallFeed: components["schemas"]["OnCallFeed"] & {
            path: string;
        };
        NewSecondFactor: {
            secret: string;
            url: string;
        };
        NewToken: components["schemas"]["Token"] & {
            token?: string;
        };
        OnCall: {
            roster: string;
            /** Format: date-time */
            at: string;
            people: components["schemas"]["RosterShift"][];
            gap: components["schemas"]["RosterGap"] | null;
            /** Format: date-time */
            changes_at: string | null;
            next: components["schemas"]["RosterDuty"] | null;
            contacts: {
                [key: string]: {
                    phone: string | null;
                    mail: string | null;
                };
            };
            names: {
                [key: string]: string;
            };
        };
        OnCallFeed: {
            id: string;
            version: number;
            person: string;
            roster: string | null;
            name: string | null;
            /** Format: date-time */
            created_at: string;
            revoked: boolean;
        };
        OnCallFeedList: {
            items: components["schemas"]["OnCallFeed"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        OnCallFeedRequest: {
            roster?: string | null;
            name?: string | null;
        };
        OnCallItem: {
            roster: string;
            /** Format: date-time */
            at: string;
            people: components["schemas"]["RosterShift"][];
            gap: components["schemas"]["RosterGap"] | null;
            /** Format: date-time */
            changes_at: string | null;
            next: components["schemas"]["RosterDuty"] | null;
        };
        OnCallList: {
            items: components["schemas"]["OnCallItem"][];
            contacts: {
                [key: string]: {
                    phone: string | null;
                    mail: string | null;
                };
            };
            names: {
                [key: string]: string;
            };
        };
        Organisation: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            external_ref: string | null;
            parent: string | null;
        };
        OrganisationChange: {
            active?: boolean;
            name?: string;
            external_ref?: string | null;
            parent?: string | null;
        };
        OrganisationList: {
            items: components["schemas"]["Organisation"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        OrganisationRequest: {
            active?: boolean;
            name: string;
            external_ref?: string | null;
            parent?: string | null;
        };
        OwnContact: {
            web_push_key: string;
            points: components["schemas"]["ContactPoint"][];
            rules: components["schemas"]["ContactRules"];
            gateways: {
                id: string;
                name: string;
                /** @enum {unknown} */
                kind: "slack" | "teams" | "mattermost" | "ntfy" | "http" | "sms" | "voice";
                begins_with: string | null;
            }[];
        };
        OwnShifts: {
            items: {
                person: string;
                /** @enum {string} */
                part: "on_duty" | "shadow";
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                until: string;
                layer: string | null;
                override: string | null;
                roster: string;
            }[];
            names: {
                [key: string]: string;
            };
        };
        PasswordRequest: {
            password: string;
            current?: string;
        };
        PermissionList: {
            name: string;
            text: string;
            roles: string[];
        }[];
        Person: {
            /** Format: date-time */
            absent_until?: string;
            id: string;
            version: number;
            active: boolean;
            name: string;
            mail: string | null;
            phone: string | null;
            login: string | null;
            language: string | null;
            zone: string | null;
            organisation: string | null;
            location: string | null;
            manager: string | null;
            vip: boolean;
            roles: string[] | null;
            teams: string[] | null;
            skills: string[] | null;
            external_ref: string | null;
            erased: boolean;
        };
        PersonChange: {
            active?: boolean;
            name?: string;
            mail?: string | null;
            phone?: string | null;
            login?: string | null;
            language?: string | null;
            zone?: string | null;
            organisation?: string | null;
            location?: string | null;
            manager?: string | null;
            vip?: boolean;
            roles?: string[] | null;
            teams?: string[] | null;
            skills?: string[] | null;
            external_ref?: string | null;
        };
        PersonExport: {
            person: components["schemas"]["Person"];
            sessions: Record<string, never>[];
            tokens: Record<string, never>[];
            absences: Record<string, never>[];
            accounts: Record<string, never>[];
            groups: string[];
            changes: Record<string, never>[];
            messages: Record<string, never>[];
        };
        PersonList: {
            next: string | null;
            names: {
                [key: string]: string;
            };
            items: components["schemas"]["Person"][];
        };
        PersonRequest: {
            active?: boolean;
            name: string;
            mail?: string | null;
            phone?: string | null;
            login?: string | null;
            language?: string | null;
            zone?: string | null;
            organisation?: string | null;
            location?: string | null;
            manager?: string | null;
            vip?: boolean;
            roles?: string[] | null;
            teams?: string[] | null;
            skills?: string[] | null;
            external_ref?: string | null;
        };
        PickLists: {
            services: {
                id: string;
                name: string;
                description?: string | null;
                criticality?: string;
                team?: string | null;
                default_impact?: string | null;
            }[];
            categories: {
                id: string;
                name: string;
                parent?: string | null;
                team?: string | null;
            }[];
            organisations: {
                id: string;
                name: string;
                parent?: string | null;
            }[];
            locations: {
                id: string;
                name: string;
                parent?: string | null;
                organisation?: string | null;
            }[];
            custom_fields: {
                id: string;
                name: string;
                label?: string;
                help?: string | null;
                /** @enum {string} */
                type?: "text" | "integer" | "real" | "boolean" | "time" | "choice";
                choices?: string[] | null;
                category?: string | null;
                required?: boolean;
                caller_visible?: boolean;
            }[];
            teams?: {
                id: string;
                name: string;
                line?: number;
                next?: string | null;
                security?: boolean;
                supplier?: string | null;
                calendar?: string | null;
            }[];
            suppliers?: {
                id: string;
                name: string;
            }[];
            resolution_codes?: {
                id: string;
                name: string;
                description?: string | null;
                workaround?: boolean;
            }[];
            hold_reasons: {
                id: string;
                name: string;
                /** @enum {string} */
                kind?: "caller" | "supplier" | "change" | "problem" | "other";
                text_for_caller?: string | null;
            }[];
            tags?: {
                id: string;
                name: string;
                description?: string | null;
            }[];
            templates?: {
                id: string;
                name: string;
                description?: string | null;
                preset?: {
                    [key: string]: unknown;
                } | null;
            }[];
            matrix: {
                impacts: string[];
                urgencies: string[];
                cells: number[][];
                default_impact?: string;
                default_urgency?: string;
            };
        };
        PriorityMatrix: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            impacts: string[];
            urgencies: string[];
            cells: string;
            default_impact: string | null;
            default_urgency: string | null;
        };
        PriorityMatrixChange: {
            active?: boolean;
            name?: string;
            impacts?: string[];
            urgencies?: string[];
            cells?: string;
            default_impact?: string | null;
            default_urgency?: string | null;
        };
        PriorityMatrixList: {
            items: components["schemas"]["PriorityMatrix"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        PriorityMatrixRequest: {
            active?: boolean;
            name: string;
            impacts: string[];
            urgencies: string[];
            cells: string;
            default_impact?: string | null;
            default_urgency?: string | null;
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            errors: {
                code: string;
                detail: string;
                pointer: string;
            }[];
            changes?: {
                field: string;
                before: unknown;
                after: unknown;
                by: string;
                /** Format: date-time */
                at: string;
            }[];
            current?: {
                [key: string]: unknown;
            };
        };
        RecoveryCodes: {
            recovery_codes: string[];
        };
        ResetConfirmation: {
            token: string;
            password: string;
        };
        ResetRequest: {
            login: string;
        };
        ResolutionCode: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            workaround: boolean;
        };
        ResolutionCodeChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            workaround?: boolean;
        };
        ResolutionCodeList: {
            items: components["schemas"]["ResolutionCode"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        ResolutionCodeRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            workaround?: boolean;
        };
        Roster: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            team: string | null;
            zone: string | null;
            hours: string | null;
            calendar: string | null;
            plan: {
                [key: string]: unknown;
            } | null;
        };
        RosterCalendar: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            zone: string;
            shifts: components["schemas"]["RosterShift"][];
            gaps: components["schemas"]["RosterGap"][];
            gaps_left_out: number;
            overrides: components["schemas"]["RosterOverride"][];
            names: {
                [key: string]: string;
            };
        };
        RosterChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            team?: string | null;
            zone?: string | null;
            hours?: string | null;
            calendar?: string | null;
            plan?: {
                [key: string]: unknown;
            } | null;
        };
        RosterDuty: {
            roster: string;
            /** Format: date-time */
            at: string;
            people: components["schemas"]["RosterShift"][];
            gap: components["schemas"]["RosterGap"] | null;
            /** Format: date-time */
            changes_at: string | null;
        };
        RosterGap: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            /** @enum {string} */
            why: "no_roster" | "no_layer" | "vacant" | "away" | "taken_off";
            missing: string[];
        };
        RosterImportReport: {
            preview: boolean;
            counts: {
                roster: {
                    made: number;
                    changed: number;
                    unchanged: number;
                    withdrawn: number;
                    skipped: number;
                };
                layer: {
                    made: number;
                    changed: number;
                    unchanged: number;
                    withdrawn: number;
                    skipped: number;
                };
                override: {
                    made: number;
                    changed: number;
                    unchanged: number;
                    withdrawn: number;
                    skipped: number;
                };
            };
            left_out: number;
            objects: {
                /** @enum {string} */
                part: "roster" | "layer" | "override";
                roster: string;
                key: string;
                name: string;
                /** @enum {string} */
                fate: "made" | "changed" | "unchanged" | "withdrawn" | "skipped";
                record: string | null;
                remarks: {
                    code: string;
                    text: string;
                }[];
                zone: string | null;
                plan: {
                    [key: string]: unknown;
                } | null;
            }[];
            people: {
                key: string;
                name: string;
                mail: string | null;
                login: string | null;
                person: string | null;
                by: string | null;
                why_not: string | null;
            }[];
            names: {
                [key: string]: string;
            };
        };
        RosterImportRequest: {
            /** @enum {string} */
            format: "pagerduty" | "opsgenie" | "grafana" | "icalendar";
            file: string;
            preview?: boolean;
            name?: string | null;
            zone?: string | null;
            people?: {
                [key: string]: string;
            } | null;
            /** @enum {string|null} */
            unmatched?: "refuse" | "vacant" | null;
            /** @enum {string|null} */
            changed_here?: "keep" | "overwrite" | null;
        };
        RosterList: {
            items: components["schemas"]["Roster"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        RosterMemberRequest: {
            layer: string;
            person: string;
            /** Format: date */
            from: string;
            /** @enum {string} */
            change: "join" | "leave" | "leave_vacant";
        };
        RosterOverride: {
            id: string;
            version: number;
            roster: string;
            /** @enum {string} */
            kind: "add" | "replace" | "remove";
            person: string | null;
            instead_of: string | null;
            /** Format: date-time */
            begins_at: string;
            /** Format: date-time */
            ends_at: string;
            note: string | null;
            made_by: string | null;
            request: string | null;
            active: boolean;
        };
        RosterOverrideList: {
            items: components["schemas"]["RosterOverride"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        RosterOverrideRequest: {
            /** @enum {string} */
            kind?: "add" | "replace" | "remove";
            person?: string | null;
            instead_of?: string | null;
            /** Format: date-time */
            begins_at?: string | null;
            /** Format: date-time */
            ends_at: string;
            note?: string | null;
        };
        RosterPreviewRequest: {
            zone?: string | null;
            hours?: string | null;
            calendar?: string | null;
            plan: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            from?: string | null;
            days?: number | null;
        };
        RosterRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            team?: string | null;
            zone?: string | null;
            hours?: string | null;
            calendar?: string | null;
            plan?: {
                [key: string]: unknown;
            } | null;
        };
        RosterShift: {
            person: string;
            /** @enum {string} */
            part: "on_duty" | "shadow";
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
            layer: string | null;
            override: string | null;
        };
        SecondFactor: {
            active: boolean;
            /** Format: date-time */
            since: string | null;
            recovery_codes_left: number;
            required: boolean;
        };
        SecondFactorRequest: {
            password?: string;
        };
        Service: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
            hours: string | null;
            external_ref: string | null;
            owner: string | null;
            team: string | null;
            supplier: string | null;
            /** @enum {string} */
            criticality: "low" | "medium" | "high" | "vital";
            users: number;
            cost_per_minute: number;
            default_impact: string | null;
            skills: string[] | null;
        };
        ServiceChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
            hours?: string | null;
            external_ref?: string | null;
            owner?: string | null;
            team?: string | null;
            supplier?: string | null;
            /** @enum {string} */
            criticality?: "low" | "medium" | "high" | "vital";
            users?: number;
            cost_per_minute?: number;
            default_impact?: string | null;
            skills?: string[] | null;
        };
        ServiceList: {
            items: components["schemas"]["Service"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        ServiceRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
            hours?: string | null;
            external_ref?: string | null;
            owner?: string | null;
            team?: string | null;
            supplier?: string | null;
            /** @enum {string} */
            criticality?: "low" | "medium" | "high" | "vital";
            users?: number;
            cost_per_minute?: number;
            default_impact?: string | null;
            skills?: string[] | null;
        };
        Session: {
            person: components["schemas"]["Person"];
            permissions: string[];
            csrf: string | null;
            /** @enum {string|null} */
            limit: null | "second_factor" | "incident";
            incident: string | null;
            names: {
                [key: string]: string;
            };
        };
        SessionList: {
            items: {
                id: string;
                current: boolean;
                device: string;
                address: string;
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                seen_at: string;
            }[];
        };
        Setup: {
            code: string;
            organisation: string;
            name: string;
            login: string;
            mail: string;
            password: string;
            zone?: string;
            language?: string;
        };
        SetupState: {
            needed: boolean;
        };
        SignInWays: {
            password: boolean;
            password_for_all: boolean;
            reset: boolean;
            providers: {
                name: string;
                label: string;
            }[];
        };
        SignedOut: {
            leave: string;
        };
        Skill: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
        };
        SkillChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
        };
        SkillGaps: {
            /** Format: date-time */
            until: string;
            left_out: number;
            items: {
                roster: string;
                skill: string;
                policy: string;
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                until: string;
                on_duty: string[];
            }[];
            names: {
                [key: string]: string;
            };
        };
        SkillList: {
            items: components["schemas"]["Skill"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        SkillRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
        };
        SkilledPeople: {
            needed: string[];
            people: {
                person: string;
                has: string[];
                on_call: boolean;
                in_team: boolean;
                /** Format: date-time */
                away_until: string | null;
            }[];
            names: {
                [key: string]: string;
            };
        };
        Supplier: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            mail: string | null;
            phone: string | null;
            contract: string | null;
            external_ref: string | null;
        };
        SupplierChange: {
            active?: boolean;
            name?: string;
            mail?: string | null;
            phone?: string | null;
            contract?: string | null;
            external_ref?: string | null;
        };
        SupplierList: {
            items: components["schemas"]["Supplier"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        SupplierRequest: {
            active?: boolean;
            name: string;
            mail?: string | null;
            phone?: string | null;
            contract?: string | null;
            external_ref?: string | null;
        };
        Tag: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            description: string | null;
        };
        TagChange: {
            active?: boolean;
            name?: string;
            description?: string | null;
        };
        TagList: {
            items: components["schemas"]["Tag"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        TagRequest: {
            active?: boolean;
            name: string;
            description?: string | null;
        };
        Team: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            mail: string | null;
            description: string | null;
            external_ref: string | null;
            line: number;
            manager: string | null;
            next: string | null;
            supplier: string | null;
            security: boolean;
            calendar: string | null;
        };
        TeamChange: {
            active?: boolean;
            name?: string;
            mail?: string | null;
            description?: string | null;
            external_ref?: string | null;
            line?: number;
            manager?: string | null;
            next?: string | null;
            supplier?: string | null;
            security?: boolean;
            calendar?: string | null;
        };
        TeamList: {
            items: components["schemas"]["Team"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        TeamRequest: {
            active?: boolean;
            name: string;
            mail?: string | null;
            description?: string | null;
            external_ref?: string | null;
            line?: number;
            manager?: string | null;
            next?: string | null;
            supplier?: string | null;
            security?: boolean;
            calendar?: string | null;
        };
        Token: {
            /** Format: date-time */
            used_at?: string | null;
            id: string;
            version: number;
            person: string;
            name: string;
            scopes: string[] | null;
            /** Format: date-time */
            created_at: string | null;
            /** Format: date-time */
            expires_at: string | null;
            revoked: boolean;
        };
        TokenList: {
            next: string | null;
            names: {
                [key: string]: string;
            };
            items: components["schemas"]["Token"][];
        };
        TokenRequest: {
            person?: string;
            name?: string;
            scopes?: string[] | null;
            /** Format: date-time */
            expires_at?: string | null;
        } & unknown;
        agreement_overlaps: {
            items: {
                agreement: string;
                name: string;
                target: string;
                incidents: number;
                examples: string[];
            }[];
        };
        agreement_preview: {
            incidents: number;
            since: string | null;
            targets: {
                target: string;
                draft: {
                    met: number;
                    breached: number;
                    open: number;
                    cancelled: number;
                };
                present: {
                    met: number;
                    breached: number;
                    open: number;
                    cancelled: number;
                };
            }[];
            otherwise: {
                incident: string;
                number: string;
                target: string;
                /** @enum {string|null} */
                draft: "met" | "breached" | "open" | "cancelled" | null;
                /** @enum {string|null} */
                present: "met" | "breached" | "open" | "cancelled" | null;
            }[];
            otherwise_left_out: number;
            overlaps: {
                agreement: string;
                name: string;
                target: string;
                incidents: number;
                examples: string[];
            }[];
        };
        agreement_templates: {
            items: {
                key: string;
                source: string | null;
                agreement: {
                    [key: string]: string | null;
                };
            }[];
        };
        alert: {
            /** Format: date-time */
            silenced_until?: string | null;
            /** @enum {string|null} */
            no_incident?: "source" | "level" | "silenced" | "maintenance" | "inhibited" | "waits" | "missed" | "soon" | null;
            id: string;
            version: number;
            source: string;
            key: string;
            /** @enum {string} */
            state: "firing" | "resolved";
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            title: string | null;
            labels: {
                [key: string]: unknown;
            } | null;
            annotations: {
                [key: string]: unknown;
            } | null;
            link: string | null;
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            /** Format: date-time */
            first_seen_at: string | null;
            /** Format: date-time */
            last_seen_at: string | null;
            /** Format: date-time */
            changed_at: string | null;
            count: number;
            episode: number;
            service: string | null;
            ci: string | null;
            incident: string | null;
            /** Format: date-time */
            look_at: string | null;
            inhibited_by: string | null;
        };
        alert_detail: {
            names?: {
                [key: string]: string;
            };
            why_no_incident?: string | null;
            /** Format: date-time */
            flaps_until?: string | null;
            history?: {
                /** Format: date-time */
                at?: string;
                kind?: string;
                incident?: string | null;
            }[];
            /** Format: date-time */
            silenced_until?: string | null;
            /** @enum {string|null} */
            no_incident?: "source" | "level" | "silenced" | "maintenance" | "inhibited" | "waits" | "missed" | "soon" | null;
            id: string;
            version: number;
            source: string;
            key: string;
            /** @enum {string} */
            state: "firing" | "resolved";
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            title: string | null;
            labels: {
                [key: string]: unknown;
            } | null;
            annotations: {
                [key: string]: unknown;
            } | null;
            link: string | null;
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            /** Format: date-time */
            first_seen_at: string | null;
            /** Format: date-time */
            last_seen_at: string | null;
            /** Format: date-time */
            changed_at: string | null;
            count: number;
            episode: number;
            service: string | null;
            ci: string | null;
            incident: string | null;
            /** Format: date-time */
            look_at: string | null;
            inhibited_by: string | null;
        };
        alert_key: {
            id: string;
            version: number;
            source: string;
            shown: string | null;
            made_by: string | null;
            /** Format: date-time */
            made_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
        };
        alert_key_made: {
            secret?: string;
            id: string;
            version: number;
            source: string;
            shown: string | null;
            made_by: string | null;
            /** Format: date-time */
            made_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
        };
        alert_key_request: {
            end_others_now?: boolean;
            keep_others?: boolean;
        };
        alert_list: {
            items: components["schemas"]["alert"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        alert_mapping_example: {
            body: string;
            content_type?: string | null;
            mapping?: {
                [key: string]: unknown;
            } | null;
        };
        alert_mapping_tried: {
            count: number;
            alerts: {
                key: string;
                title: string;
                /** @enum {string} */
                state: "firing" | "resolved";
                /** @enum {string} */
                severity: "critical" | "error" | "warning" | "info";
                /** Format: date-time */
                starts_at: string | null;
                /** Format: date-time */
                ends_at: string | null;
                link: string | null;
                labels: {
                    [key: string]: string;
                };
                annotations: {
                    [key: string]: string;
                };
                service: string | null;
                service_why: string;
            }[];
            refused: {
                at: number;
                field: string | null;
                text: string;
            }[];
            remarks: {
                at: number;
                field: string | null;
                text: string;
            }[];
        };
        alert_member: {
            /** Format: date-time */
            joined_at?: string;
            /** Format: date-time */
            left_at?: string | null;
            /** Format: date-time */
            silenced_until?: string | null;
            /** @enum {string|null} */
            no_incident?: "source" | "level" | "silenced" | "maintenance" | "inhibited" | "waits" | "missed" | "soon" | null;
            id: string;
            version: number;
            source: string;
            key: string;
            /** @enum {string} */
            state: "firing" | "resolved";
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            title: string | null;
            labels: {
                [key: string]: unknown;
            } | null;
            annotations: {
                [key: string]: unknown;
            } | null;
            link: string | null;
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            /** Format: date-time */
            first_seen_at: string | null;
            /** Format: date-time */
            last_seen_at: string | null;
            /** Format: date-time */
            changed_at: string | null;
            count: number;
            episode: number;
            service: string | null;
            ci: string | null;
            incident: string | null;
            /** Format: date-time */
            look_at: string | null;
            inhibited_by: string | null;
        };
        alert_member_list: {
            probable_root?: {
                name: string;
                why: string;
                place: string | null;
            } | null;
            items: components["schemas"]["alert_member"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        alert_received_list: {
            items: {
                /** Format: date-time */
                at: string;
                content_type: string;
                body: string;
                refusal: string | null;
            }[];
        };
        alert_rehearsal: {
            days: number;
            alerts: number;
            occurrences: number;
            too_light: number;
            ended_while_waiting: number;
            incidents: number;
            all: boolean;
            text: string;
        };
        alert_source_state: {
            /** Format: date-time */
            last_event_at: string | null;
            events: number;
            refused: number;
            last_two_minutes: number;
            last_hour: number;
            firing: number;
            refusals: {
                /** Format: date-time */
                at?: string;
                reason?: string;
            }[];
            keys: components["schemas"]["alert_key"][];
        };
        alert_split: {
            incident: string;
            number: string;
        };
        alert_splitting: {
            alerts: string[];
            reason: string;
            into?: string;
            title?: string;
        };
        attachment: {
            id: string;
            version: number;
            incident: string;
            entry: string | null;
            name: string;
            media_type: string;
            size_bytes: number;
            sha256: string;
            /** @enum {string} */
            visibility: "note" | "comment";
            author: string | null;
            /** Format: date-time */
            added_at: string;
            erased: boolean;
        };
        attachment_list: {
            items: components["schemas"]["attachment"][];
            next: string | null;
            names?: {
                [key: string]: string;
            };
        };
        audit_change: {
            seq: number;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            recorded_at: string;
            kind: string;
            subject_kind: string;
            version: number;
            person: string | null;
            actor: string;
            erased: boolean;
            hidden: boolean;
            subject: string | null;
            root: string | null;
            body: {
                [key: string]: unknown;
            } | null;
        };
        audit_list: {
            items: components["schemas"]["audit_change"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        audit_verification: {
            /** @enum {string} */
            state: "never" | "running" | "sound" | "not_sound" | "failed";
            /** Format: date-time */
            began_at?: string;
            done?: number;
            all?: number;
            trouble?: string;
            changes?: number;
            seals?: number;
            facts?: number;
            erased?: number;
            unsigned_seals?: number;
            findings_count?: number;
            findings?: {
                seq: number | null;
                subject_kind: string;
                subject: string | null;
                text: string;
            }[];
        };
        automation_preview: {
            incidents: number;
            since: string | null;
            matched: number;
            changes: number;
            deeds: {
                words: string;
                done: number;
                left_out: number;
            }[];
            examples: {
                incident: string;
                number: string;
                /** Format: date-time */
                at: string;
                did: string[];
                left_out: string[];
            }[];
        };
        automation_runs: {
            items: {
                incident: string;
                edition: number;
                /** Format: date-time */
                at: string;
                did: string;
                left_out: string;
                looped: boolean;
            }[];
            names: {
                [key: string]: string;
            };
        };
        automation_standings: {
            items: {
                rule: string;
                runs: number;
                left_out: number;
                /** Format: date-time */
                last_at: string;
            }[];
        };
        change_event: {
            /** @constant */
            specversion: "1.0";
            id: string;
            type: string;
            source: string;
            subject: string;
            /** Format: date-time */
            time: string;
            datacontenttype?: string;
            data: {
                [key: string]: unknown;
            };
        };
        change_events: {
            items: components["schemas"]["change_event"][];
            next: string;
            more: boolean;
        };
        chat_account_list: {
            items: {
                id: string;
                workspace: string;
                account: string;
                /** Format: date-time */
                linked_at: string;
            }[];
            workspaces: string[];
        };
        chat_code: {
            code: string;
            /** Format: date-time */
            ends_at: string;
        };
        check_asked: {
            asked: boolean;
        };
        check_counted: {
            counted: boolean;
        };
        check_state: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "http" | "tcp" | "dns" | "ping";
            place: string;
            /** @enum {string} */
            state: "new" | "up" | "down" | "paused";
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            /** Format: date-time */
            since: string | null;
            /** Format: date-time */
            last_at: string | null;
            /** Format: date-time */
            next_at: string | null;
            well: boolean | null;
            took_ms: number | null;
            text: string;
            failures: number;
            successes: number;
            alert: string | null;
            history: {
                id: string;
                /** Format: date-time */
                at: string;
                well: boolean;
                took_ms: number;
                text: string;
            }[];
        };
        check_state_list: {
            items: components["schemas"]["check_summary"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        check_summary: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "http" | "tcp" | "dns" | "ping";
            place: string;
            /** @enum {string} */
            state: "new" | "up" | "down" | "paused";
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            /** Format: date-time */
            since: string | null;
            /** Format: date-time */
            last_at: string | null;
            /** Format: date-time */
            next_at: string | null;
            well: boolean | null;
            took_ms: number | null;
            text: string;
            failures: number;
            successes: number;
        };
        check_turns: {
            items: {
                check: string;
                turn: string;
                kind: string;
                address: string;
                expected_status: string;
                contains: string;
                lacks: string;
                timeout_s: number;
                slow_ms: number;
                certificate_days: number;
            }[];
            next_in_s: number;
        };
        clock: {
            id: string;
            cycle: number;
            agreement: string;
            agreement_name: string;
            agreement_version: number;
            /** @enum {string} */
            agreement_kind: "sla" | "ola" | "contract";
            calendar: string;
            target: string;
            goal: string;
            goal_text: string;
            /** @enum {string} */
            state: "running" | "paused" | "stopped" | "cancelled";
            /** @enum {string} */
            verdict: "open" | "met" | "breached";
            outside_hours: boolean;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            round_from: string | null;
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            breached_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            consumed_seconds: number;
            goal_seconds: number | null;
            warnings: {
                percent: number;
                /** Format: date-time */
                at: string | null;
            }[];
            why: {
                from: string;
                until: string;
                /** @enum {string} */
                counting: "counts" | "outside_hours" | "paused";
                seconds: number;
                why: string;
            }[];
            why_left_out: number;
        };
        clock_list: {
            items: components["schemas"]["clock"][];
        };
        clock_proof: {
            proof: number;
            signed: string;
            public_key: string | null;
            signature: string | null;
        };
        cycle: {
            id: string;
            version: number;
            incident: string;
            cycle: number;
            /** Format: date-time */
            resolved_at: string | null;
            /** Format: date-time */
            reopened_at: string;
            resolution_code: string | null;
            resolved_by: string | null;
            resolution_notes: string | null;
            workaround: boolean;
            closing_category: string | null;
            closing_subcategory: string | null;
            /** @enum {string} */
            confirmation: "none" | "awaited" | "confirmed" | "rejected" | "silent";
            rating: number;
            rating_comment: string | null;
            reason: string | null;
            time_to_resolve_s: number;
        };
        cycle_list: {
            items: components["schemas"]["cycle"][];
            next: string | null;
            names?: {
                [key: string]: string;
            };
        };
        deliveries_retried: {
            retried: number;
        };
        delivery: {
            id: string;
            message: string;
            kind: string;
            subject_kind: string;
            subject: string;
            person: string | null;
            channel: string;
            address: string | null;
            /** @enum {unknown} */
            state: "waiting" | "sent" | "failed" | "dropped";
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            next_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            reason: string | null;
        };
        delivery_list: {
            items: components["schemas"]["delivery"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        escalation: {
            id: string;
            cycle: number;
            policy: string;
            policy_name: string;
            policy_version: number;
            applies: string;
            /** @enum {string} */
            state: "waiting" | "running" | "acknowledged" | "ended";
            /** @enum {string} */
            ending: "none" | "acknowledged" | "resolved" | "trigger_gone" | "not_for_it" | "exhausted" | "over" | "policy_ended";
            why: string;
            /** @enum {string} */
            stops: "acknowledged" | "resolved" | "never";
            /** Format: date-time */
            begun_at: string | null;
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            ended_at: string | null;
            /** Format: date-time */
            snoozed_until: string | null;
            /** Format: date-time */
            acknowledged_at: string | null;
            acknowledged_by: string | null;
            taken: number;
            unreached: number;
            next: components["schemas"]["escalation_coming"] | null;
            steps: components["schemas"]["escalation_taken"][];
        };
        escalation_answer: {
            /** @enum {string} */
            state: "ready" | "used" | "acknowledged" | "moved_on" | "last" | "resolved" | "over" | "expired" | "refused";
            /** @enum {string} */
            answer: "acknowledge" | "decline" | "escalate";
            person: string;
            number: string | null;
            title: string | null;
            priority: number | null;
            /** Format: date-time */
            at: string | null;
            by: string | null;
            /** Format: date-time */
            expires_at: string;
        };
        escalation_cell: {
            /** Format: date-time */
            at: string | null;
            team: string | null;
            calls: components["schemas"]["escalation_foreseen"][];
        };
        escalation_coming: {
            /** Format: date-time */
            at: string | null;
            does: ("tell" | "involve" | "reassign")[];
            team: string | null;
            round: number;
            step: number;
            words: string;
            /** @enum {string} */
            outcome: "taken" | "fallback" | "nobody";
            people: string[];
            mailboxes: string[];
            notes: string[];
        };
        escalation_foreseen: {
            /** Format: date-time */
            at: string | null;
            does: ("tell" | "involve" | "reassign")[];
            team: string | null;
            policy: string;
            policy_name: string;
            round: number;
            step: number;
            words: string;
            /** @enum {string} */
            outcome: "taken" | "fallback" | "nobody";
            people: string[];
            mailboxes: string[];
            notes: string[];
        };
        escalation_foresight: {
            /** Format: date-time */
            at: string | null;
            incident: {
                priority: number;
                impact: string;
                urgency: string;
                confidential: boolean;
                line: number;
                team: string | null;
                assignee: string | null;
                service: string | null;
                category: string | null;
                why: {
                    [key: string]: string;
                };
            };
            policies: {
                policy: string;
                policy_name: string;
                /** @enum {string} */
                trigger: "logged" | "unassigned" | "unacknowledged" | "no_update" | "clock";
                /** @enum {string} */
                stops: "acknowledged" | "resolved" | "never";
                applies: boolean;
                /** Format: date-time */
                begins_at: string | null;
                why: string;
            }[];
            sequence: components["schemas"]["escalation_foreseen"][];
            more: boolean;
            names: {
                [key: string]: string;
            };
        };
        escalation_help: {
            text: string;
            team?: string;
            person?: string;
        };
        escalation_holiday: {
            /** Format: date-time */
            at: string | null;
            /** Format: date */
            date: string;
            name: string | null;
            calendar: string;
        };
        escalation_list: {
            items: components["schemas"]["escalation"][];
            names: {
                [key: string]: string;
            };
        };
        escalation_matrix: {
            /** Format: date-time */
            now: string | null;
            /** Format: date-time */
            night: string | null;
            holiday: components["schemas"]["escalation_holiday"] | null;
            /** Format: date-time */
            weekend: string | null;
            items: {
                service: string;
                category: string | null;
                now: components["schemas"]["escalation_cell"] | null;
                night: components["schemas"]["escalation_cell"] | null;
                holiday: components["schemas"]["escalation_cell"] | null;
                weekend: components["schemas"]["escalation_cell"] | null;
            }[];
            names: {
                [key: string]: string;
            };
        };
        escalation_mine: {
            items: {
                id: string;
                /** @enum {string} */
                kind: "escalation" | "help";
                incident: string;
                number: string;
                title: string;
                priority: number;
                by: string;
                text: string;
                /** Format: date-time */
                at: string;
            }[];
        };
        escalation_next: {
            escalation?: string;
            reason?: string;
        };
        escalation_question: {
            service?: string;
            category?: string;
            subcategory?: string;
            team?: string;
            assignee?: string;
            supplier?: string;
            organisation?: string;
            impact?: string;
            urgency?: string;
            priority?: number;
            /** Format: date-time */
            at?: string;
        };
        escalation_snooze: {
            /** Format: date-time */
            until: string;
            reason?: string;
        };
        escalation_taken: {
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            taken_at: string | null;
            round: number;
            step: number;
            words: string;
            /** @enum {string} */
            outcome: "taken" | "fallback" | "nobody";
            people: string[];
            mailboxes: string[];
            notes: string[];
        };
        heartbeat_key_made: {
            secret: string;
            path: string;
        };
        heartbeat_state: {
            id: string;
            name: string;
            /** @enum {string} */
            state: "new" | "waiting" | "late" | "missing" | "failed" | "paused";
            team: string | null;
            service: string | null;
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            every: string;
            schedule: string;
            zone: string;
            grace: string;
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            missing_at: string | null;
            /** Format: date-time */
            last_at: string | null;
            /** @enum {string|null} */
            last_kind: "success" | "start" | "fail" | "log" | null;
            exit_status: number;
            /** Format: date-time */
            running_since: string | null;
            took_ms: number | null;
            pings: number;
            excused: string;
            slug: string;
            key: string | null;
            message: string;
            alert: string | null;
            names: {
                [key: string]: string;
            };
            history: {
                id: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "success" | "start" | "fail" | "log";
                exit_status: number;
                run: string;
                took_ms: number | null;
                from: string;
            }[];
        };
        heartbeat_state_list: {
            items: components["schemas"]["heartbeat_summary"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        heartbeat_summary: {
            id: string;
            name: string;
            /** @enum {string} */
            state: "new" | "waiting" | "late" | "missing" | "failed" | "paused";
            team: string | null;
            service: string | null;
            /** @enum {string} */
            severity: "critical" | "error" | "warning" | "info";
            every: string;
            schedule: string;
            zone: string;
            grace: string;
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            missing_at: string | null;
            /** Format: date-time */
            last_at: string | null;
            /** @enum {string|null} */
            last_kind: "success" | "start" | "fail" | "log" | null;
            exit_status: number;
            /** Format: date-time */
            running_since: string | null;
            took_ms: number | null;
            pings: number;
            excused: string;
        };
        import: {
            id: string;
            name: string;
            /** @enum {string} */
            state: "receiving" | "ready" | "waiting" | "running" | "rehearsed" | "done" | "failed" | "cancelled";
            dry_run: boolean;
            bytes: number;
            bytes_read: number;
            /** Format: date-time */
            touched_at: string;
            /** Format: date-time */
            ended_at: string | null;
            report_lines: number;
            rows: number;
            rows_known: number;
            incidents_new: number;
            incidents_continued: number;
            incidents_known: number;
            changes: number;
            records_created: number;
            rows_refused: number;
            cells_refused: number;
            notes: number;
            counts: {
                fate: components["schemas"]["import_fate"];
                code: string;
                count: number;
            }[];
            errors: {
                code: string;
                detail: string;
                pointer: string;
            }[];
        };
        import_columns: {
            separator: string;
            rows: number;
            broken: number;
            columns: {
                name: string;
                filled: number;
                examples: string[];
                closed: boolean;
                words: {
                    word: string;
                    count: number;
                }[];
            }[];
        };
        /** @enum {string} */
        import_fate: "row_refused" | "cell_refused" | "noted";
        import_list: {
            items: components["schemas"]["import"][];
        };
        import_mappings: {
            items: {
                name: string;
                mapping: {
                    [key: string]: unknown;
                };
            }[];
        };
        import_open: {
            name: string;
        };
        import_preview: {
            rows: number;
            rows_known: number;
            incidents_new: number;
            incidents_continued: number;
            incidents_known: number;
            changes: number;
            records_created: number;
            rows_refused: number;
            cells_refused: number;
            notes: number;
            counts: {
                fate: components["schemas"]["import_fate"];
                code: string;
                count: number;
            }[];
            incidents: {
                ref: string;
                line: number;
                continued: boolean;
                hidden: boolean;
                steps: number;
                incident: {
                    [key: string]: unknown;
                } | null;
            }[];
            findings: {
                line: number;
                number: string;
                fate: components["schemas"]["import_fate"];
                code: string;
                why: string;
            }[];
            names: {
                [key: string]: string;
            };
            new: string[];
        };
        import_wanted: {
            mapping: {
                [key: string]: unknown;
            };
            dry_run?: boolean;
        };
        incident: {
            may?: string[];
            /** Format: date-time */
            assignee_absent_until?: string;
            html?: {
                description?: string;
                resolution_notes?: string;
            };
            names?: {
                [key: string]: string;
            };
            id: string;
            version: number;
            number: string;
            title: string;
            description?: string | null;
            /** @enum {string} */
            channel?: "phone" | "portal" | "mail" | "chat" | "walk_in" | "monitoring" | "api" | "import";
            caller?: string | null;
            reporter?: string | null;
            opened_by?: string | null;
            affected?: string[] | null;
            affected_count?: number;
            watchers?: string[] | null;
            tags?: string[] | null;
            organisation?: string | null;
            location?: string | null;
            service?: string | null;
            ci?: string | null;
            category?: string | null;
            subcategory?: string | null;
            closing_category?: string | null;
            closing_subcategory?: string | null;
            confidential?: boolean;
            named?: string[] | null;
            custom?: {
                [key: string]: unknown;
            } | null;
            external_ref?: string | null;
            /** @enum {string} */
            mark?: "incident" | "service_request";
            forwarded_to?: string | null;
            impact?: string | null;
            urgency?: string | null;
            priority: number;
            priority_overridden?: boolean;
            missing?: string | null;
            why?: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            state: "new" | "in_progress" | "on_hold" | "resolved" | "closed" | "cancelled";
            open?: boolean;
            team?: string | null;
            assignee?: string | null;
            line?: number;
            /** @enum {string|null} */
            hold_kind?: "caller" | "supplier" | "change" | "problem" | "other" | null;
            hold_note?: string | null;
            /** Format: date-time */
            hold_until?: string | null;
            /** Format: date-time */
            reminded_at?: string | null;
            /** Format: date-time */
            promised_for?: string | null;
            /** Format: date-time */
            promise_told_at?: string | null;
            escalation_level?: number;
            /** Format: date-time */
            began_at?: string | null;
            /** Format: date-time */
            detected_at?: string | null;
            /** Format: date-time */
            opened_at: string;
            /** Format: date-time */
            updated_at?: string;
            /** Format: date-time */
            acknowledged_at?: string | null;
            /** Format: date-time */
            first_response_at?: string | null;
            /** Format: date-time */
            resolved_at?: string | null;
            /** Format: date-time */
            closed_at?: string | null;
            /** Format: date-time */
            confirmed_until?: string | null;
            resolution_code?: string | null;
            resolution_notes?: string | null;
            workaround?: boolean;
            resolved_by?: string | null;
            /** @enum {string} */
            confirmation?: "none" | "awaited" | "confirmed" | "rejected" | "silent";
            rating?: number;
            rating_comment?: string | null;
            parent?: string | null;
            resolved_with_parent?: boolean;
            merged_into?: string | null;
            problem?: string | null;
            caused_by?: string | null;
            problem_ref?: string | null;
            caused_by_ref?: string | null;
            supplier?: string | null;
            supplier_ref?: string | null;
            cycle?: number;
            reopenings?: number;
            hand_overs?: number;
            team_changes?: number;
            recategorised?: number;
            hold_caller_s?: number;
            hold_supplier_s?: number;
            hold_change_s?: number;
            hold_problem_s?: number;
            hold_other_s?: number;
            /** Format: date-time */
            held_since?: string | null;
            time_to_acknowledge_s?: number;
            time_to_respond_s?: number;
            time_to_resolve_s?: number;
            time_worked_s?: number;
            comments_by_staff?: number;
            contacts?: number;
            /** Format: date-time */
            caller_waits_since?: string | null;
            first_contact_resolution?: boolean;
            /** Format: date-time */
            due_at?: string | null;
            due_for?: string | null;
            due_paused?: boolean | null;
            breached?: boolean | null;
            escalated?: boolean | null;
        };
        incident_assign: {
            team?: string;
            assignee?: string;
            reason?: string;
        };
        incident_bulk: {
            ids: string[];
            command: string;
            body?: {
                [key: string]: unknown;
            };
        };
        incident_bulk_results: {
            results: {
                id: string;
                status: number;
                problem?: components["schemas"]["Problem"];
            }[];
        };
        incident_cancel: {
            reason: string;
        };
        incident_categorise: {
            category: string;
            subcategory?: string;
        };
        incident_close: {
            reason?: string;
        };
        incident_comment: {
            text: string;
            via?: string;
            contact?: boolean;
            time_worked_s?: number;
        };
        incident_confirm: {
            rating?: number;
            comment?: string;
        };
        incident_create: {
            title: string;
            description?: string | null;
            /** @enum {string} */
            channel?: "phone" | "portal" | "mail" | "chat" | "walk_in" | "monitoring" | "api" | "import";
            caller?: string | null;
            reporter?: string | null;
            affected?: string[] | null;
            affected_count?: number;
            tags?: string[] | null;
            organisation?: string | null;
            location?: string | null;
            service?: string | null;
            ci?: string | null;
            category?: string | null;
            subcategory?: string | null;
            confidential?: boolean;
            named?: string[] | null;
            custom?: {
                [key: string]: unknown;
            } | null;
            external_ref?: string | null;
            impact?: string | null;
            urgency?: string | null;
            team?: string | null;
            assignee?: string | null;
            /** Format: date-time */
            began_at?: string | null;
            /** Format: date-time */
            detected_at?: string | null;
            problem_ref?: string | null;
            caused_by_ref?: string | null;
            supplier?: string | null;
            supplier_ref?: string | null;
        };
        incident_edit: {
            title?: string;
            description?: string | null;
            /** @enum {string} */
            channel?: "phone" | "portal" | "mail" | "chat" | "walk_in" | "monitoring" | "api" | "import";
            caller?: string | null;
            reporter?: string | null;
            affected?: string[] | null;
            affected_count?: number;
            tags?: string[] | null;
            organisation?: string | null;
            location?: string | null;
            service?: string | null;
            ci?: string | null;
            category?: string | null;
            subcategory?: string | null;
            confidential?: boolean;
            named?: string[] | null;
            custom?: {
                [key: string]: unknown;
            } | null;
            external_ref?: string | null;
            impact?: string | null;
            urgency?: string | null;
            team?: string | null;
            assignee?: string | null;
            /** Format: date-time */
            began_at?: string | null;
            /** Format: date-time */
            detected_at?: string | null;
            problem_ref?: string | null;
            caused_by_ref?: string | null;
            supplier?: string | null;
            supplier_ref?: string | null;
        };
        incident_escalate: {
            /** @enum {unknown} */
            kind: "functional" | "hierarchical";
            reason: string;
            team?: string;
        };
        incident_follow_up: {
            /** Format: date-time */
            at?: string;
            in?: string;
            note?: string;
        };
        incident_hand_back: {
            reason: string;
        };
        incident_hold: {
            /** @enum {unknown} */
            kind: "caller" | "supplier" | "change" | "problem" | "other";
            reason?: string;
            question?: string;
            via?: string;
            /** Format: date-time */
            until?: string;
            in?: string;
        };
        incident_link: {
            other: string;
            /** @enum {unknown} */
            kind: "child_of" | "duplicate_of" | "related_to" | "caused_by";
        };
        incident_list: {
            items: components["schemas"]["incident"][];
            next: string | null;
            names?: {
                [key: string]: string;
            };
        };
        incident_mark: {
            /** @enum {unknown} */
            mark: "incident" | "service_request";
            forwarded_to?: string;
        };
        incident_merge: {
            into: string;
            reason: string;
        };
        incident_note: {
            text: string;
            via?: string;
            time_worked_s?: number;
        };
        incident_override_priority: {
            priority: number;
            reason: string;
        };
        incident_promise: {
            /** Format: date-time */
            at?: string;
            in?: string;
            reason?: string;
        };
        incident_rate: {
            rating: number;
            comment?: string;
        };
        incident_reject: {
            reason: string;
        };
        incident_reopen: {
            reason: string;
        };
        incident_resolve: {
            resolution_code: string;
            resolution_notes: string;
            workaround?: boolean;
            closing_category?: string;
            closing_subcategory?: string;
        };
        incident_resume: {
            reason?: string;
        };
        incident_split: {
            title: string;
            entries: string[];
            reason: string;
        };
        incident_story: {
            items: components["schemas"]["incident_story_item"][];
            next: string | null;
            names?: {
                [key: string]: string;
            };
        };
        incident_story_item: {
            seq: number;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            kind: "comment" | "note" | "change" | "attachment" | "task";
            what: string;
            by: string | null;
            by_name: string;
            id?: string;
            text?: string;
            html?: string;
            via?: string;
            by_staff?: boolean;
            automatic?: boolean;
            time_worked_s?: number;
            moved_from?: string;
            erased?: boolean;
            diff?: {
                [key: string]: unknown[];
            };
            why?: {
                [key: string]: unknown;
            };
            attachment?: components["schemas"]["attachment"];
        };
        incident_unlink: {
            link: string;
        };
        incident_unmerge: {
            reason: string;
        };
        incident_unwatch: {
            person?: string;
        };
        incident_watch: {
            person?: string;
        };
        incoming_mail: {
            id: string;
            /** @enum {unknown} */
            state: "received" | "done" | "quarantined" | "ignored" | "dismissed";
            /** Format: date-time */
            received_at: string;
            /** Format: date-time */
            settled_at: string | null;
            mailbox: string | null;
            size_bytes: number;
            sender: string | null;
            subject: string | null;
            message_id: string | null;
            reason: string | null;
            person: string | null;
            incident: string | null;
            has_raw: boolean;
        };
        incoming_mail_list: {
            items: components["schemas"]["incoming_mail"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        link: {
            id: string;
            version: number;
            incident: string;
            other: string;
            /** @enum {string} */
            kind: "child_of" | "duplicate_of" | "related_to" | "caused_by" | "split_from";
            author: string | null;
            /** Format: date-time */
            linked_at: string;
        };
        link_list: {
            items: components["schemas"]["link"][];
            next: string | null;
            names?: {
                [key: string]: string;
            };
        };
        message_kind_list: {
            items: {
                /** @enum {string} */
                message: "incident.logged" | "incident.assigned" | "incident.commented" | "incident.question" | "incident.mentioned" | "incident.resolved" | "incident.closed" | "incident.reopened" | "incident.rejected" | "incident.cancelled" | "incident.escalated" | "incident.escalation" | "incident.mail_answered" | "incident.rule" | "incident.help_wanted" | "incident.follow_up" | "incident.promise_missed" | "incident.task_assigned" | "incident.task_due" | "incident.clock_warned" | "incident.clock_breached" | "incident.merged" | "incident.updated" | "incident.forwarded" | "absence.ended" | "cover_request.asked" | "cover_request.accepted" | "cover_request.declined" | "cover_request.withdrawn" | "roster.comes_on" | "roster.goes_off" | "roster.comes_not" | "roster.gap" | "roster_override.withdrawn" | "audit.anchor" | "contact.code" | "contact.test" | "person.password_reset" | "person.password_replaced";
                variables: string[];
                needed: string[];
                built_in: {
                    en: {
                        subject: string;
                        text: string;
                    };
                    de: {
                        subject: string;
                        text: string;
                    };
                };
            }[];
        };
        message_text_preview: {
            subject: string;
            text: string;
        };
        message_text_preview_request: {
            /** @enum {string} */
            message: "incident.logged" | "incident.assigned" | "incident.commented" | "incident.question" | "incident.mentioned" | "incident.resolved" | "incident.closed" | "incident.reopened" | "incident.rejected" | "incident.cancelled" | "incident.escalated" | "incident.escalation" | "incident.mail_answered" | "incident.rule" | "incident.help_wanted" | "incident.follow_up" | "incident.promise_missed" | "incident.task_assigned" | "incident.task_due" | "incident.clock_warned" | "incident.clock_breached" | "incident.merged" | "incident.updated" | "incident.forwarded" | "absence.ended" | "cover_request.asked" | "cover_request.accepted" | "cover_request.declined" | "cover_request.withdrawn" | "roster.comes_on" | "roster.goes_off" | "roster.comes_not" | "roster.gap" | "roster_override.withdrawn" | "audit.anchor" | "contact.code" | "contact.test" | "person.password_reset" | "person.password_replaced";
            /** @enum {string} */
            language: "en" | "de";
            subject: string;
            text: string;
            incident?: string;
        };
        notification: {
            id: string;
            kind: string;
            urgent: boolean;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            read_at: string | null;
            by: string | null;
            text: string | null;
            incident: string | null;
            number: string | null;
            title: string | null;
            priority: number | null;
        };
        notification_list: {
            items: components["schemas"]["notification"][];
            next: string | null;
            unread: number;
        };
        notification_marked: {
            marked: string[];
        };
        notification_marking: {
            ids?: string[];
            incident?: string;
        };
        notification_unmarking: {
            ids: string[];
        };
        saved_view: {
            id: string;
            version: number;
            person: string;
            name: string;
            filter: string | null;
            q: string | null;
            sort: string | null;
            team: string | null;
        };
        saved_view_create: {
            name: string;
            filter?: string | null;
            q?: string | null;
            sort?: string | null;
            team?: string | null;
        };
        saved_view_edit: {
            name?: string;
            filter?: string | null;
            q?: string | null;
            sort?: string | null;
            team?: string | null;
        };
        saved_view_list: {
            items: components["schemas"]["saved_view"][];
            next: string | null;
            names?: {
                [key: string]: string;
            };
        };
        silence: {
            id: string;
            version: number;
            uuid: string;
            /** @enum {string} */
            state: "expired" | "active" | "pending";
            source: string | null;
            matchers: string[];
            /** Format: date-time */
            starts_at: string;
            /** Format: date-time */
            ends_at: string;
            author: string | null;
            created_by: string | null;
            comment: string;
            /** Format: date-time */
            updated_at: string;
            names?: {
                [key: string]: string;
            };
        };
        silence_list: {
            items: components["schemas"]["silence"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        silence_meant: {
            source?: string | null;
            matchers: string[];
        };
        silence_preview: {
            matching: number;
            more: boolean;
        };
        silence_request: {
            source?: string | null;
            matchers: string[];
            /** Format: date-time */
            starts_at?: string | null;
            /** Format: date-time */
            ends_at: string;
            comment: string;
        };
        system: {
            version: string;
            /** Format: date-time */
            started_at: string;
            database: {
                /** @enum {string} */
                engine: "sqlite" | "postgres";
                healthy: boolean;
                trouble: string;
                changes: number;
                incidents_open: number;
            };
            writer: {
                commands: number;
                refused: number;
                failed: number;
                batches: number;
                reruns: number;
                waiting: number;
                lanes: {
                    people: number;
                    clockwork: number;
                    bulk: number;
                };
            };
            search_behind: number;
            deliveries: {
                waiting: number;
                failed: number;
            };
            webhooks_paused: number;
            escalation: {
                faults: number;
                unserved: number;
            };
            mail_configured: boolean;
            anchors_configured: boolean;
            backups: {
                configured: boolean;
                every: string;
                keep: number;
                files: {
                    name: string;
                    bytes: number;
                }[];
            } | null;
        };
        task: {
            id: string;
            version: number;
            incident: string;
            title: string;
            description: string | null;
            /** @enum {string} */
            state: "open" | "done" | "cancelled";
            team: string | null;
            assignee: string | null;
            /** Format: date-time */
            due_at: string | null;
            /** Format: date-time */
            reminded_at: string | null;
            items: string[] | null;
            items_done: string[] | null;
            /** Format: date-time */
            done_at: string | null;
            position: number;
        };
        task_create: {
            title: string;
            description?: string | null;
            /** @enum {string} */
            state?: "open" | "done" | "cancelled";
            team?: string | null;
            assignee?: string | null;
            /** Format: date-time */
            due_at?: string | null;
            items?: string[] | null;
            items_done?: string[] | null;
            position?: number;
        };
        task_edit: {
            title?: string;
            description?: string | null;
            /** @enum {string} */
            state?: "open" | "done" | "cancelled";
            team?: string | null;
            assignee?: string | null;
            /** Format: date-time */
            due_at?: string | null;
            items?: string[] | null;
            items_done?: string[] | null;
            position?: number;
        };
        task_list: {
            items: components["schemas"]["task"][];
            next: string | null;
            names?: {
                [key: string]: string;
            };
        };
        webhook: {
            id: string;
            version: number;
            active: boolean;
            name: string;
            url: string;
            condition: string | null;
            changes: string[] | null;
            fields: string[] | null;
            confidential: boolean;
            notes: boolean;
            made_by: string | null;
            /** Format: date-time */
            made_at: string | null;
        };
        webhook_create: {
            active?: boolean;
            name: string;
            url: string;
            condition?: string | null;
            changes?: string[] | null;
            fields?: string[] | null;
            confidential?: boolean;
            notes?: boolean;
        };
        webhook_delivery: {
            id: string;
            seq: string | null;
            event: string;
            type: string;
            incident: string | null;
            /** Format: date-time */
            at: string;
            took_ms: number;
            status: number | null;
            /** @enum {unknown} */
            outcome: "sent" | "trouble" | "refused" | "gone" | "given_up";
            answer: string | null;
        };
        webhook_delivery_list: {
            items: components["schemas"]["webhook_delivery"][];
            next: string | null;
            names: {
                [key: string]: string;
            };
        };
        webhook_edit: {
            active?: boolean;
            name?: string;
            url?: string;
            condition?: string | null;
            changes?: string[] | null;
            fields?: string[] | null;
            confidential?: boolean;
            notes?: boolean;
        };
        webhook_list: {
            items: components["schemas"]["webhook"][];
            next: null;
            names: {
                [key: string]: string;
            };
        };
        webhook_replay: {
            /** Format: date-time */
            since?: string;
            after?: string;
        };
        webhook_replayed: {
            after: string;
        };
        webhook_secret: {
            id: string;
            version: number;
            webhook: string;
            shown: string | null;
            made_by: string | null;
            /** Format: date-time */
            made_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
        };
        webhook_secret_made: {
            secret?: string;
            id: string;
            version: number;
            webhook: string;
            shown: string | null;
            made_by: string | null;
            /** Format: date-time */
            made_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
        };
        webhook_secret_request: {
            end_others_now?: boolean;
        };
        webhook_state: {
            reached: string;
            behind: number;
            late: number;
            failures: number;
            /** Format: date-time */
            next_at: string | null;
            /** Format: date-time */
            last_sent_at: string | null;
            paused: string | null;
            /** Format: date-time */
            paused_at: string | null;
            secrets: components["schemas"]["webhook_secret"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_absences: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AbsenceList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_absences_by_id_end: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreement_templates: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["agreement_templates"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreements: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AgreementList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_agreements: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreements_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_agreements_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_agreements_preview: {
        parameters: {
            query?: {
                of?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementChange"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["agreement_preview"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreements_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_agreements_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_agreements_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agreement"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_agreements_by_id_overlaps: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["agreement_overlaps"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_alert_keys_by_id_end: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_key"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_alert_sources: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AlertSourceList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_alert_sources: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertSourceRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["AlertSource"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_alert_sources_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_alert_sources_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_alert_sources_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AlertSource"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_alert_sources_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertSource"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_alert_sources_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertSourceChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertSource"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_alert_sources_by_id_keys: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["alert_key_request"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["alert_key_made"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_alert_sources_by_id_received: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_received_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_alert_sources_by_id_state: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_source_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_alert_sources_by_id_try: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertSourceChange"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_rehearsal"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_alert_sources_by_id_try_mapping: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["alert_mapping_example"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_mapping_tried"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_alerts: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "newest" | "changed";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_alerts_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_detail"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_answers: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["escalation_answer"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_answers_look: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["escalation_answer"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attachments_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["attachment"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_attachments_by_id_content: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/octet-stream": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audit: {
        parameters: {
            query?: {
                subject?: string;
                subject_kind?: string;
                person?: string;
                kind?: string;
                since?: string;
                until?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["audit_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_audit_verification: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["audit_verification"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_audit_verification: {
        parameters: {
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["audit_verification"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_automation_standings: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["automation_standings"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_automation_rules: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AutomationRuleList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_automation_rules: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AutomationRuleRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["AutomationRule"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_automation_rules_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_automation_rules_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_automation_rules_preview: {
        parameters: {
            query?: {
                of?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AutomationRuleChange"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["automation_preview"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_automation_rules_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AutomationRule"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_automation_rules_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomationRule"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_automation_rules_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AutomationRuleChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AutomationRule"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_automation_rules_by_id_runs: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["automation_runs"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calendars: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CalendarList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_calendars: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calendars_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_calendars_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_calendars_holidays: {
        parameters: {
            query?: {
                years?: number;
            };
        };
        requestBody: {
            content: {
                "text/calendar": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["HolidayLines"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calendars_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_calendars_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_calendars_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calendars_by_id_days: {
        parameters: {
            query?: {
                from?: string;
                until?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CalendarDays"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calendars_by_id_feeds: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["HolidayFeeds"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_calendars_by_id_feeds_decide: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HolidayFeedVerdict"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["HolidayFeeds"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_calendars_by_id_feeds_fetch: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["HolidayFeeds"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_calendars_by_id_reckon: {
        parameters: {
            query?: {
                start?: string;
                add?: string;
                until?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CalendarReckoning"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_catalogue: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["PickLists"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_categories: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CategoryList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_categories: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_categories_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_categories_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_categories_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_categories_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_categories_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Category"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_changes: {
        parameters: {
            query?: {
                after?: string;
                types?: string;
                filter?: string;
                limit?: number;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["change_events"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_by_workspace_action: {
        parameters: {
            path: {
                workspace: string;
            };
        };
        responses: {
            200: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_by_workspace_command: {
        parameters: {
            path: {
                workspace: string;
            };
        };
        responses: {
            200: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_channels: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ChatChannelList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_channels: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatChannelRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["ChatChannel"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_channels_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_channels_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_channels_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ChatChannel"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_chat_channels_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatChannel"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_chat_channels_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatChannelChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatChannel"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_channels_by_id_test: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["GatewayTested"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_channels_by_id_test: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["GatewayTested"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_workspaces: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ChatWorkspaceList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_workspaces: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatWorkspaceRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["ChatWorkspace"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_workspaces_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_chat_workspaces_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_chat_workspaces_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ChatWorkspace"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_chat_workspaces_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatWorkspace"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_chat_workspaces_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatWorkspaceChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatWorkspace"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_check_states: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["check_state_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_check_turns: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckTurnsAsked"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["check_turns"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checks: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_checks: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checks_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_checks_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checks_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_checks_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_checks_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Check"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_checks_by_id_answers: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckAnswer"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["check_counted"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_checks_by_id_state: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["check_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_checks_by_id_try: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["check_asked"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ci_relations: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CiRelationList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_ci_relations: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CiRelationRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["CiRelation"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ci_relations_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_ci_relations_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ci_relations_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CiRelation"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_ci_relations_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CiRelation"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_ci_relations_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CiRelationChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CiRelation"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cis: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CiList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_cis: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CiRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Ci"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cis_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_cis_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cis_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Ci"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_cis_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ci"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_cis_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CiChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ci"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_contact: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["OwnContact"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_contact_browsers: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrowserRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["ContactPoint"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_contact_points: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPointRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["ContactPoint"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_contact_points_by_id_code: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ContactPoint"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_contact_points_by_id_remove: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ContactPoint"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_contact_points_by_id_test: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ContactPoint"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_contact_points_by_id_verify: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactCode"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ContactPoint"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_contact_rules: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactRules"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ContactRules"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_cover_requests: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CoverRequestList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_cover_requests: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoverRequestRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["CoverRequest"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_cover_requests_by_id_accept: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoverAnswer"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CoverRequest"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_cover_requests_by_id_decline: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoverAnswer"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CoverRequest"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_cover_requests_by_id_withdraw: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CoverAnswer"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CoverRequest"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_critical_periods: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CriticalPeriodList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_critical_periods: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CriticalPeriodRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["CriticalPeriod"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_critical_periods_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_critical_periods_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_critical_periods_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CriticalPeriod"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_critical_periods_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriticalPeriod"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_critical_periods_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CriticalPeriodChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriticalPeriod"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_custom_fields: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CustomFieldList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_custom_fields: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFieldRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_custom_fields_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_custom_fields_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_custom_fields_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_custom_fields_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_custom_fields_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomFieldChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomField"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_deliveries: {
        parameters: {
            query?: {
                state?: "failed" | "waiting";
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["delivery_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_deliveries_retry: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["deliveries_retried"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_deliveries_by_id_dismiss: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["delivery"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_deliveries_by_id_retry: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["delivery"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_directory: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Directory"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_directory_check: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DirectoryRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["DirectoryCheck"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_directory_preview: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DirectoryRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["DirectorySync"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_directory_sync: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DirectoryRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["DirectorySync"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_escalation_foresight: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["escalation_question"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["escalation_foresight"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_escalation_matrix: {
        parameters: {
            query?: {
                priority?: number;
                category?: string;
                service?: string;
                calendar?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["escalation_matrix"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_escalation_mine: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["escalation_mine"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_escalation_policies: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["EscalationPolicyList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_escalation_policies: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EscalationPolicyRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["EscalationPolicy"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_escalation_policies_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_escalation_policies_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_escalation_policies_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["EscalationPolicy"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_escalation_policies_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicy"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_escalation_policies_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EscalationPolicyChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationPolicy"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_events: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "text/event-stream": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_gateways: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["GatewayList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_gateways: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatewayRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_gateways_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_gateways_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_gateways_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_gateways_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_gateways_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatewayChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gateway"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_gateways_by_id_test: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["GatewayTested"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_gateways_by_id_test: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GatewayTest"];
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["GatewayTested"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_heartbeat_states: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["heartbeat_state_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_heartbeats: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["HeartbeatList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_heartbeats: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeartbeatRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_heartbeats_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_heartbeats_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_heartbeats_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_heartbeats_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_heartbeats_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeartbeatChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Heartbeat"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_heartbeats_by_id_key: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["heartbeat_key_made"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_heartbeats_by_id_state: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["heartbeat_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hold_reasons: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["HoldReasonList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hold_reasons: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldReasonRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["HoldReason"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hold_reasons_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_hold_reasons_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_hold_reasons_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["HoldReason"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_hold_reasons_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldReason"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_hold_reasons_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldReasonChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldReason"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["import_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_imports: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["import_open"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["import"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports_mappings: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["import_mappings"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["import"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_imports_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports_by_id_columns: {
        parameters: {
            query?: {
                separator?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["import_columns"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_imports_by_id_content: {
        parameters: {
            query?: {
                offset?: number;
                last?: boolean;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["import"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_imports_by_id_preview: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["import_wanted"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["import_preview"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_imports_by_id_report_csv: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_imports_by_id_start: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["import_wanted"];
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["import"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incident_templates: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["IncidentTemplateList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incident_templates: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTemplateRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["IncidentTemplate"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incident_templates_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incident_templates_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incident_templates_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["IncidentTemplate"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_incident_templates_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentTemplate"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_incident_templates_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentTemplateChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentTemplate"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "-opened_at" | "opened_at" | "-updated_at" | "number" | "urgency" | "due";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_create"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_csv: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "-opened_at" | "opened_at" | "-updated_at" | "number" | "urgency" | "due";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_bulk: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_bulk"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident_bulk_results"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id: {
        parameters: {
            query?: {
                fields?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_incidents_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_edit"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_acknowledge: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_alerts: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_member_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_alerts_split: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["alert_splitting"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["alert_split"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_assign: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_assign"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_attachments: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["attachment_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_attachments: {
        parameters: {
            query?: {
                name?: string;
                visibility?: "note" | "comment";
            };
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["attachment"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_cancel: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_cancel"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_categorise: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_categorise"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_clocks: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["clock_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_clocks_by_clock_proof: {
        parameters: {
            path: {
                id: string;
                clock: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["clock_proof"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_close: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_close"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_comment: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_comment"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_confirm: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_confirm"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_cycles: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["cycle_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_escalate: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_escalate"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_escalations: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["escalation_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_escalations_acknowledge: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_escalations_help: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["escalation_help"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_escalations_next: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["escalation_next"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_escalations_snooze: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["escalation_snooze"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_follow_up: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_follow_up"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_hand_back: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_hand_back"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_hold: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_hold"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_link: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_link"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_links: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["link_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_mark: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_mark"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_merge: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_merge"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_note: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_note"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_override_priority: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_override_priority"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_promise: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_promise"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_rate: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_rate"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_reject: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_reject"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_reopen: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_reopen"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_reset_priority: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_resolve: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_resolve"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_resume: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_resume"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_skilled: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SkilledPeople"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_split: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_split"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_start: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_story: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incident_story"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_take: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incidents_by_id_tasks: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["task_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_tasks: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["task_create"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["task"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_undo: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_unlink: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_unlink"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_unmerge: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_unmerge"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_unwatch: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_unwatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incidents_by_id_watch: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["incident_watch"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["incident"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incoming_mail: {
        parameters: {
            query?: {
                state?: "received" | "done" | "quarantined" | "ignored" | "dismissed";
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incoming_mail_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incoming_mail: {
        parameters: {
        };
        requestBody: {
            content: {
                "message/rfc822": string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["incoming_mail"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_incoming_mail_by_id_content: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/plain": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incoming_mail_by_id_dismiss: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incoming_mail"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_incoming_mail_by_id_retry: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["incoming_mail"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_inhibition_rules: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["InhibitionRuleList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_inhibition_rules: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InhibitionRuleRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["InhibitionRule"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_inhibition_rules_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_inhibition_rules_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_inhibition_rules_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["InhibitionRule"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_inhibition_rules_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InhibitionRule"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_inhibition_rules_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InhibitionRuleChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InhibitionRule"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_kinds: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["KindList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_locations: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["LocationList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_locations: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_locations_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_locations_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_locations_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_locations_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_locations_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Location"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_maintenance_windows: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["MaintenanceWindowList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_maintenance_windows: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_maintenance_windows_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_maintenance_windows_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_maintenance_windows_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_maintenance_windows_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_maintenance_windows_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MaintenanceWindowChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaintenanceWindow"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_chat_accounts: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["chat_account_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_me_chat_accounts_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_chat_code: {
        parameters: {
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["chat_code"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me_notifications: {
        parameters: {
            query?: {
                state?: "all" | "unread";
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["notification_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_notifications_read: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["notification_marking"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["notification_marked"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_me_notifications_unread: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["notification_unmarking"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["notification_marked"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_message_texts: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["MessageTextList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_message_texts: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageTextRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["MessageText"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_message_texts_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_message_texts_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_message_texts_kinds: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["message_kind_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_message_texts_preview: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["message_text_preview_request"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["message_text_preview"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_message_texts_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["MessageText"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_message_texts_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageText"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_message_texts_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageTextChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageText"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_on_call: {
        parameters: {
            query?: {
                at?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["OnCallList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_on_call_feeds: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["OnCallFeedList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_on_call_feeds: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnCallFeedRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["NewOnCallFeed"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_on_call_feeds_by_address: {
        parameters: {
            path: {
                address: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/calendar": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_on_call_feeds_by_id_revoke: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["OnCallFeed"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_on_call_gaps: {
        parameters: {
            query?: {
                days?: number;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["GapsAhead"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_on_call_mine: {
        parameters: {
            query?: {
                from?: string;
                until?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["OwnShifts"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_on_call_skill_gaps: {
        parameters: {
            query?: {
                days?: number;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SkillGaps"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_organisations: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["OrganisationList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_organisations: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_organisations_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_organisations_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_organisations_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_organisations_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_organisations_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrganisationChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-created";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["PersonList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_people_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people_by_id_absences: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AbsenceList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people_by_id_absences: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AbsenceRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people_by_id_accounts: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people_by_id_erase: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EraseRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people_by_id_export: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["PersonExport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_people_by_id_links: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_people_by_id_password: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordRequest"];
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people_by_id_second_factor: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_people_by_id_second_factor: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_people_by_id_sessions: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_people_by_id_sessions: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_permissions: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["PermissionList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_priority_matrices: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["PriorityMatrixList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_priority_matrices: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriorityMatrixRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["PriorityMatrix"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_priority_matrices_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_priority_matrices_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_priority_matrices_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["PriorityMatrix"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_priority_matrices_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriorityMatrix"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_priority_matrices_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PriorityMatrixChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriorityMatrix"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_resolution_codes: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ResolutionCodeList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_resolution_codes: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolutionCodeRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["ResolutionCode"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_resolution_codes_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_resolution_codes_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_resolution_codes_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ResolutionCode"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_resolution_codes_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolutionCode"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_resolution_codes_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolutionCodeChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolutionCode"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_roster_overrides_by_id_withdraw: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["RosterOverride"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rosters: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["RosterList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rosters: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RosterRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Roster"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rosters_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rosters_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rosters_import: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RosterImportRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["RosterImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rosters_preview: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RosterPreviewRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["RosterCalendar"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rosters_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Roster"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_rosters_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Roster"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_rosters_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RosterChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Roster"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rosters_by_id_fairness: {
        parameters: {
            query?: {
                from?: string;
                until?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Fairness"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rosters_by_id_members: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RosterMemberRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Roster"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rosters_by_id_on_call: {
        parameters: {
            query?: {
                at?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["OnCall"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rosters_by_id_on_call_txt: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/plain": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_rosters_by_id_overrides: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RosterOverrideRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["RosterOverride"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_rosters_by_id_shifts: {
        parameters: {
            query?: {
                from?: string;
                until?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["RosterCalendar"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_services: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ServiceList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_services: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_services_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_services_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_services_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_services_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_services_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_session: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SignedOut"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_link: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_reset: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetRequest"];
            };
        };
        responses: {
            202: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_reset_confirm: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetConfirmation"];
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session_second_factor: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SecondFactor"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_second_factor: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondFactorRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["NewSecondFactor"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_second_factor_confirm: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_second_factor_recovery_codes: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_second_factor_remove: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_sign_on_code: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeRequest"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session_sign_on_by_provider: {
        parameters: {
            query?: {
                to?: string;
            };
            path: {
                provider: string;
            };
        };
        responses: {
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session_sign_on_by_provider_callback: {
        parameters: {
            query?: {
                state?: string;
                code?: string;
                error?: string;
                iss?: string;
            };
            path: {
                provider: string;
            };
        };
        responses: {
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_session_sign_on_by_provider_logout: {
        parameters: {
            path: {
                provider: string;
            };
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["LogoutToken"];
            };
        };
        responses: {
            200: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_session_ways: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SignInWays"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_sessions: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions: {
        parameters: {
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_sessions_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_setup: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_setup: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_silences: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "ends";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["silence_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_silences: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["silence_request"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["silence"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_silences_preview: {
        parameters: {
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["silence_meant"];
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["silence_preview"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_silences_by_id_end: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["silence"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_skills: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SkillList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_skills: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_skills_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_skills_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_skills_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_skills_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_skills_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SkillChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skill"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_suppliers: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["SupplierList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_suppliers: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplierRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_suppliers_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_suppliers_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_suppliers_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_suppliers_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_suppliers_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplierChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_system: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["system"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tags: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["TagList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_tags: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tags_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_tags_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tags_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tags_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_tags_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_tasks_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["task_edit"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["task"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_teams: {
        parameters: {
            query?: {
                filter?: string;
                q?: string;
                order?: "name" | "-name" | "id" | "-id";
                fields?: string;
                limit?: number;
                cursor?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["TeamList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_teams: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_teams_csv: {
        parameters: {
            query?: {
                filter?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "text/csv": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_teams_csv: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_teams_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_teams_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_teams_by_id: {
        parameters: {
            header: {
                "If-Match": string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_teams_by_id_contact: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["ContactPointList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_tokens: {
        parameters: {
            query?: {
                person?: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["TokenList"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_tokens: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_tokens_by_id: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_views: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["saved_view_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_views: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["saved_view_create"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["saved_view"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_views_by_id: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            204: {
                content?: never;
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_views_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["saved_view_edit"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["saved_view"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_webhooks: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["webhook_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_webhooks: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook_create"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["webhook"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_webhooks_by_id: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["webhook"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patch_webhooks_by_id: {
        parameters: {
            header?: {
                "If-Match"?: string;
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook_edit"];
            };
        };
        responses: {
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["webhook"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_webhooks_by_id_deliveries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["webhook_delivery_list"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_webhooks_by_id_deliveries_by_delivery_retry: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                delivery: string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["webhook_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_webhooks_by_id_pause: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["webhook_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_webhooks_by_id_replay: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook_replay"];
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["webhook_replayed"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_webhooks_by_id_resume: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["webhook_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_webhooks_by_id_secrets: {
        parameters: {
            path: {
                id: string;
            };
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["webhook_secret_request"];
            };
        };
        responses: {
            201: {
                content: {
                    "application/json": components["schemas"]["webhook_secret_made"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_webhooks_by_id_state: {
        parameters: {
            path: {
                id: string;
            };
        };
        responses: {
            200: {
                content: {
                    "application/json": components["schemas"]["webhook_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    post_webhooks_by_id_test: {
        parameters: {
            header?: {
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
        };
        responses: {
            202: {
                content: {
                    "application/json": components["schemas"]["webhook_state"];
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_healthz: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "text/plain": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_metrics: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "text/plain": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_readyz: {
        parameters: {
        };
        responses: {
            200: {
                content: {
                    "text/plain": string;
                };
            };
            default: {
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
