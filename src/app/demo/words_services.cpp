// What the demo's organisation runs: services with their items, and the categories of what goes wrong with them.
#include "app/demo/words.hpp"

namespace evenkeel::app::demo {
namespace {

constexpr std::string_view office_hours = "Monday to Friday 7 to 19", always = "Around the clock",
                           long_hours = "Monday to Saturday 6 to 22";

constexpr ServiceWords all_services[] = {
    {"Workplace", "Notebook or PC with the standard programs.", office_hours, "Workplace", "Supplier C", "medium", 420, 20,
     "Image standard-image-11|Software distribution swd-01: runs on vm-cluster-1"},
    {"Printing", "Printers and follow-me printing.", office_hours, "Workplace", "Supplier B", "low", 400, 5,
     "Server srv-print-01: runs on vm-cluster-1|Printer PRN-0211: depends on srv-print-01|Printer PRN-0304: depends on "
     "srv-print-01|Printer "
     "PRN-0402: depends on srv-print-01|Printer PRN-0515: depends on srv-print-01"},
    {"Mail and calendar", "Mailboxes, calendars, rooms and distribution lists.", always, "Applications", "Supplier E", "high", 450, 60,
     "Application mail-tenant: depends on directory-1|Gateway mail-gateway-1: depends on fw-edge-1"},
    {"File shares", "Departments' folders and the exchange share.", always, "Server and storage", "", "high", 430, 50,
     "Server srv-file-01: runs on vm-cluster-1, depends on san-1|Server srv-file-02: runs on vm-cluster-2, depends on san-1"},
    {"Sign-in", "Directory, single sign-on and one-time codes.", always, "Identity and access", "", "vital", 460, 200,
     "Directory directory-1: runs on vm-cluster-1|Directory directory-2: runs on vm-cluster-2|Application sign-on-portal: depends on "
     "directory-1, depends on directory-2"},
    {"Remote access", "VPN and virtual desktops.", always, "Network", "", "high", 260, 80,
     "Gateway vpn-gateway-1: depends on fw-edge-1, depends on sign-on-portal|Server srv-vdi-06: runs on vm-cluster-2, depends on "
     "directory-1"},
    {"Office network", "Cable and switches in all buildings.", always, "Network", "Supplier A", "vital", 460, 150,
     "Switch sw-dist-1|Switch sw-dist-2|Switch sw-acc-2-03: depends on sw-dist-1|Switch sw-acc-3-01: depends on sw-dist-1|Switch "
     "sw-acc-4-02: "
     "depends on sw-dist-2"},
    {"Wireless network", "Radio network for staff and guests.", office_hours, "Network", "", "medium", 400, 30,
     "Controller wlan-controller: depends on sw-dist-1|Access point ap-2-07: depends on wlan-controller|Access point ap-3-11: depends on "
     "wlan-controller"},
    {"Internet access", "Lines, firewall and proxy.", always, "Network", "Supplier A", "high", 460, 90,
     "Firewall fw-edge-1: depends on sw-dist-1|Line line-a-1|Line line-a-2"},
    {"Site connections", "Lines between the sites.", always, "Network", "Supplier A", "high", 240, 90,
     "Router rt-site-b: depends on line-a-1|Router rt-site-c: depends on line-a-2"},
    {"Telephony", "Telephones, hotlines and conference numbers.", long_hours, "Network", "Supplier A", "high", 400, 70,
     "Application call-manager: runs on vm-cluster-2, depends on sw-dist-2"},
    {"Meetings and chat", "Video meetings, chat and room systems.", long_hours, "Applications", "Supplier E", "medium", 440, 25,
     "Application meeting-tenant: depends on sign-on-portal"},
    {"Intranet", "News, directory of people, handbooks.", office_hours, "Applications", "", "low", 460, 5,
     "Server srv-web-02: runs on vm-cluster-1, depends on sign-on-portal"},
    {"ERP: orders", "Order entry, deliveries and invoices.", long_hours, "Applications", "Supplier D", "vital", 310, 400,
     "Application erp-orders: runs on srv-app-03, depends on erp-db|Server srv-app-03: runs on vm-cluster-1|Database erp-db: runs on "
     "srv-db-02, "
     "depends on san-1|Server srv-db-02: runs on vm-cluster-1"},
    {"ERP: finance", "Ledger, payments and closing.", office_hours, "Applications", "Supplier D", "vital", 60, 250,
     "Application erp-finance: runs on srv-app-04, depends on erp-db|Server srv-app-04: runs on vm-cluster-2"},
    {"Payroll", "Wages and travel expenses.", office_hours, "Applications", "Supplier D", "high", 20, 120,
     "Application payroll: runs on srv-app-04, depends on erp-db"},
    {"Warehouse", "Stock, scanners and shipping labels.", always, "Applications", "Supplier D", "vital", 90, 500,
     "Application warehouse: runs on srv-app-07, depends on erp-db|Server srv-app-07: runs on vm-cluster-2|Interface interface-14: depends "
     "on "
     "erp-orders, depends on warehouse"},
    {"Customer portal", "Orders and invoices for customers.", always, "Applications", "", "vital", 3'200, 350,
     "Application customer-portal: runs on srv-web-02, depends on erp-orders|Balancer lb-1: depends on fw-edge-1"},
    {"Web shop", "The shop for spare parts.", always, "Applications", "Supplier E", "high", 5'400, 220,
     "Application web-shop: depends on erp-orders, depends on lb-1"},
    {"Customer relations", "Contacts, offers and complaints.", office_hours, "Applications", "Supplier E", "high", 120, 60,
     "Application crm-tenant: depends on sign-on-portal"},
    {"Data warehouse", "Reports and key figures.", office_hours, "Applications", "", "medium", 80, 15,
     "Database dwh-db: runs on srv-db-05, depends on san-1|Server srv-db-05: runs on vm-cluster-2|Job data-warehouse-load: depends on "
     "erp-db, "
     "depends on dwh-db"},
    {"Batch processing", "Runs of the night and interfaces.", always, "Server and storage", "", "high", 30, 120,
     "Server srv-batch-01: runs on vm-cluster-1, depends on erp-db"},
    {"Hosting", "Virtual machines, storage, databases.", always, "Server and storage", "Supplier C", "high", 40, 100,
     "Cluster vm-cluster-1: depends on san-1|Cluster vm-cluster-2: depends on san-1|Storage san-1"},
    {"Backup", "Copies of everything, and getting them back.", always, "Server and storage", "", "medium", 40, 10,
     "Server srv-backup-01: depends on san-1"},
    {"Engineering tools", "Drawing, simulation and their licences.", office_hours, "Workplace", "", "medium", 45, 40,
     "Server licence-server: runs on vm-cluster-1"},
    {"Security monitoring", "Mail filter, malware protection, reports of incidents.", always, "Security", "", "high", 460, 50,
     "Application mail-filter: depends on mail-gateway-1|Application malware-protection"},
};

constexpr CategoryWords all_categories[] = {
    {"Workplace", "Devices and programs at the desk.", "Workplace",
     "Notebook or PC|Screen and docking|Program=Service desk|Slow device|Mobile telephone"},
    {"Printing", "Printers, scanners and paper.", "Workplace", "Out of order|Poor print|Follow-me printing=Service desk|Scan to mail"},
    {"Access", "Signing in and permissions.", "Identity and access",
     "Password=Service desk|Account locked=Service desk|Permission missing|One-time code|Certificate"},
    {"Mail", "Mailboxes and calendars.", "Applications", "Cannot send|Mailbox full=Service desk|Calendar|Shared mailbox|Delivery"},
    {"Network", "Cable, radio, lines.", "Network", "No connection|Slow|Wireless|VPN|Line down|Telephony"},
    {"Business application", "ERP, warehouse, customer relations.", "Applications",
     "Error message|Slow|Wrong data|Interface|Report|How to use=Service desk"},
    {"Server and storage", "What everything runs on.", "Server and storage", "Server down|Disk full|Database|Backup|Batch job|File share"},
    {"Security", "Attacks, malware, data in wrong hands.", "Security", "Phishing|Malware|Lost device|Data disclosed"},
};

}  // namespace

std::span<const ServiceWords> services() { return all_services; }
std::span<const CategoryWords> categories() { return all_categories; }

}  // namespace evenkeel::app::demo
