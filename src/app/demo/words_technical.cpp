// What goes wrong behind the desks: network, servers, business applications; and what people say to each other while they work.
#include <algorithm>
#include <iterator>

#include "app/demo/words.hpp"

namespace evenkeel::app::demo {
namespace {

constexpr Symptom technical[] = {
    {"Remote access", "Network", "VPN", 2, "low", "high", 8,
     "VPN disconnects every {n} minutes|VPN connects, but no drives|No VPN from home, {error}|VPN asks for the code again and again",
     "The VPN breaks off every {n} minutes {since}.|VPN connects, but I reach neither drives nor {app}.|From home I only get {error}.",
     "Client version {version} is old.|Home router hands out addresses of our own range.|Gateway log: session ended by peer at {time}.",
     "Client updated to {version}, connection stood for two hours.|Split range set for the caller, drives are there.|Other address range "
     "set in the home router together with the caller."},
    {"Office network", "Network", "No connection", 2, "medium", "high", 5,
     "No network {place}|Network socket dead {place}|{n} desks without network|Network gone after moving desks",
     "{n} desks {place} have no network {since}.|After moving desks my socket is dead.|The network icon shows a yellow triangle {place}.",
     "Port on {switch} shut down by the loop protection.|Patch panel: cable in the wrong port.|{switch} restarted at {time}, power supply "
     "1 failed.",
     "Loop removed (telephone plugged in twice), port opened again.|Patched right and labelled.|Power supply of {switch} exchanged; both "
     "are good now."},
    {"Wireless network", "Network", "Wireless", 2, "low", "medium", 5,
     "Wireless network very weak {place}|Cannot join the wireless network|Guests cannot use the wireless network|Scanner loses wireless "
     "{place}",
     "{place} the wireless network drops all the time.|My telephone cannot join, {error}.|Guests get no page to sign in.",
     "{switch} on channel with neighbour's network.|Certificate of the sign-in page ran out.",
     "Channel plan corrected, signal measured {place}.|Certificate of the guest page renewed."},
    {"Internet access", "Network", "Slow", 3, "medium", "medium", 4,
     "Internet very slow|Web pages time out|Uploads to {partner} break off|Certain pages blocked by the proxy",
     "Web pages need up to a minute {since}.|Uploads to {partner} break off at {percent} %.|The proxy blocks a page we need for customs.",
     "Line line-a-1 at {percent} % since {time}: backup copies ran in the day.|Fragmentation on the way to the other side, seen in the "
     "trace.",
     "Copies moved to the night and limited.|Packet size set on fw-edge-1, upload of 2 GB went through.|Page released after check."},
    {"Site connections", "Network", "Line down", 3, "high", "high", 2,
     "Site line down at customer site|Site connection slow, {percent} % loss|Router rt-site-b not reachable",
     "The whole site has no connection {since}; telephones are dead as well.|Everything is very slow at the site, pages take minutes.",
     "Router answers on the mobile way only; supplier's line shows no light.|{percent} % packet loss at the second hop.",
     "Supplier repaired a fibre; line measured for an hour without loss.|Changed to the second line until the supplier has exchanged the "
     "modem.",
     "Workaround provided"},
    {"Telephony", "Network", "Telephony", 2, "medium", "high", 4,
     "Hotline number rings busy|No outgoing calls {place}|Calls break off after {n} minutes|Voicemail not reachable",
     "Customers say our hotline rings busy {since}.|Calls to mobile numbers break off after {n} minutes.|My telephone {place} shows no "
     "service.",
     "Two of {n} channels free, others hang since {time}.|Session timer differs from the supplier's.",
     "Hanging channels released; supplier raised the number.|Session timer set as the supplier wants it, call of 40 minutes held."},
    {"ERP: orders", "Business application", "Error message", 3, "medium", "high", 7,
     "{error} when booking an order|Order cannot be released, {error}|{app} shows {error}|Fehler beim Buchen von Bestellungen",
     "When I book an order I get {error}, {since}.|Orders of one group of customers cannot be released: {error}.|{app} shows {error} as "
     "soon as I save.|de:Beim Buchen kommt {error}, die Bestellung bleibt offen.",
     "Trace shows a lock on the price table held by job {job}.|Only orders with a discount over {n} % are hit.|Log of {host} is full of "
     "{error} since {time}.",
     "Lock released and job {job} moved to the night; {n} orders booked again.|Fix {version} from Supplier D tried on the test system and "
     "put live at {time}.|Customizing of the discount group corrected."},
    {"ERP: orders", "Business application", "Slow", 3, "high", "medium", 4,
     "{app} takes minutes|ERP slow for everybody {place}|Search in {app} hangs",
     "{app} takes minutes {since}; we are {n} people waiting.|ERP is slow for everybody {place}, other programs are quick.",
     "Processor of {host} at {percent} % by one report.|Statistics of the order table are {n} weeks old.",
     "Report stopped and its author told; statistics computed anew, {app} below two seconds.|Index added after test, search is quick."},
    {"ERP: finance", "Business application", "Wrong data", 3, "medium", "medium", 4,
     "Balance differs from yesterday's report|Invoice printed twice|Exchange rate of last month used|VAT wrong on {n} invoices",
     "The balance differs by a few cents from yesterday's report.|{n} invoices were printed twice {since}.|The system uses last month's "
     "exchange rate.",
     "Rates interface ended with {error} at {time}.|Job {job} was started twice after the restart.",
     "Rates loaded by hand, {n} documents corrected with finance.|Second run reversed; lock against double start switched on."},
    {"Payroll", "Business application", "Interface", 3, "medium", "high", 2,
     "Export to payroll is missing days|Travel expenses not handed over|Payroll run stops with {error}",
     "In the export to payroll {n} days are missing.|The payroll run stops with {error}.",
     "Time zone of the terminal was changed.|One person has two contracts, the interface expects one.",
     "Days sent again after correction; sums agreed with payroll.|Interface takes the main contract now."},
    {"Warehouse", "Business application", "Interface", 3, "high", "high", 4,
     "Scanners show no orders|Shipping labels are not printed|Interface 14 stands still|Stock differs after {job}",
     "Scanners at gate 3 show no new orders {since}.|No shipping labels {since}; {n} lorries are waiting.|Stock of {n} articles is "
     "negative.",
     "Interface 14 stopped at a message with an empty field.|Queue holds {n} thousand messages since {time}.",
     "Message set aside and queue run, labels are printed. Field is checked before sending now.|Service restarted on srv-app-07; all "
     "messages of the gap are through."},
    {"Customer portal", "Business application", "Error message", 3, "high", "high", 3,
     "Customers see {error} in the portal|Portal sign-in fails for customers|Invoices cannot be downloaded in the portal",
     "Several customers report {error} after signing in.|Invoices cannot be downloaded {since}.",
     "Pool of connections to erp-orders used up since {time}.|Certificate of the download service expired.",
     "Pool raised and leak closed with version {version}.|Certificate renewed, watch added 30 days before it ends."},
    {"Web shop", "Business application", "Slow", 3, "high", "medium", 2, "Shop very slow|Baskets are lost|Payment page times out",
     "Shop pages take {n} seconds.|Customers lose their baskets {since}.", "One robot fetches {n} pages a second.|Session store full.",
     "Robot limited at lb-1.|Session store enlarged and old sessions removed."},
    {"Customer relations", "Business application", "Report", 2, "low", "low", 3,
     "Report shows no figures for last week|Export of contacts ends with {error}|Dashboard empty",
     "The report on offers has no figures for last week.|The export of contacts ends with {error} after {n} minutes.",
     "Load of {time} was skipped.",
     "Load repeated for the missing days; figures are there.|Export split by region; fix announced by the supplier.",
     "Workaround provided"},
    {"Data warehouse", "Business application", "Report", 2, "low", "medium", 3,
     "Figures of yesterday missing|Daily report not sent|Cube not updated",
     "The daily report still shows the day before yesterday.|Figures for one region are missing {since}.",
     "{job} ended with {error} at {time}.", "{job} started again from the step that failed; report sent."},
    {"Batch processing", "Server and storage", "Batch job", 2, "medium", "high", 5,
     "Job {job} failed|Job {job} runs {n} hours late|{job} ended with {error}",
     "{job} ended with {error} at {time} on {host}.|{job} has run for {n} hours; usual are 40 minutes.",
     "Table space {percent} % full.|Waits for a file from {partner} that did not come.",
     "Table space enlarged, job run to its end at {time}.|File came after a call; job done before opening of business."},
    {"Hosting", "Server and storage", "Disk full", 2, "medium", "medium", 4,
     "Disk {percent} % full on {host}|{host}: free space below limit", "Volume data on {host} is {percent} % full, growing {n} GB a day.",
     "Old logs since spring, rotation switched off.|Dump files of a crash at {time}.",
     "Logs compressed and rotation switched on; {n} GB free.|Dump files moved, volume enlarged by {n} GB."},
    {"Hosting", "Server and storage", "Server down", 3, "high", "high", 2, "{host} does not answer|{host} restarted unexpectedly",
     "{host} does not answer to ping and sign-in since {time}.|{host} restarted at {time} without a plan.",
     "Host of the cluster lost its path to san-1.|Memory errors in the log of the hardware.",
     "Machine started on the other host, path exchanged with Supplier C.|Memory exchanged in the night, machine moved back.",
     "Workaround provided"},
    {"Backup", "Server and storage", "Backup", 2, "low", "medium", 3,
     "Backup of {host} failed|Please restore {file}|Folder deleted by mistake",
     "Backup of {host} ended with {error} at {time}.|I deleted {file} by mistake. Can it be brought back?|The folder with {file} is gone, "
     "somebody must have deleted it.",
     "Agent older than the server.|Snapshot of last night is good.|Deleted at {time}, seen in the log.",
     "Agent updated to {version}, backup of the day ran.|{file} restored beside the original; caller checked it.|Folder restored from the "
     "snapshot, permissions checked."},
    {"File shares", "Server and storage", "File share", 2, "medium", "high", 4,
     "Drive letters missing after sign-in|{file} is locked by nobody|Files open very slowly",
     "All drive letters are missing {since}.|{file} is locked, but nobody has it open.|Opening files on the share takes {n} seconds.",
     "Handle of a session that ended at {time}.|srv-file-02 answers slowly, snapshot runs.",
     "Handle closed, file can be edited.|Snapshot moved to the night; opening is quick again."},
};

constexpr Symptom monday[] = {
    {"Sign-in", "Access", "Certificate", 3, "high", "high", 5,
     "Cannot sign in anywhere this morning|Sign-in page shows \"certificate not trusted\"|Single sign-on broken after the weekend",
     "Since this morning I can sign in nowhere. The page says that the certificate is not trusted.|After the weekend none of the programs "
     "with single sign-on open.",
     "New certificate of the weekend lacks the intermediate one.",
     "Chain completed on sign-on-portal; sign-in tried from office and home."},
    {"Remote access", "Network", "VPN", 2, "medium", "high", 4,
     "No VPN since the weekend|VPN refuses everybody, {error}|VPN down after patch weekend",
     "VPN does not connect since the patches of the weekend: {error}.|My whole team sits at home and cannot work, VPN refuses us.",
     "Gateway trusts only the old certificate.", "New certificate made known to vpn-gateway-1; {n} callers tried it."},
    {"Printing", "Printing", "Follow-me printing", 1, "medium", "medium", 3, "Nobody can print this Monday|Print queue empty for all of us",
     "Nobody {place} can print since this morning.|Print jobs vanish for the whole floor.",
     "Print service signs in with the new certificate too.",
     "Service restarted after the chain was completed; test pages on three floors."},
    {"Workplace", "Workplace", "Program", 1, "low", "medium", 3, "Program missing after weekend update|Icons gone after update",
     "After the update of the weekend {n} of my programs are gone.|All icons on the desktop have disappeared.",
     "Profile was made anew by the update.", "Old profile linked again, icons and programs are back."},
};

constexpr Symptom outage[] = {
    {"ERP: orders", "Business application", "Error message", 3, "high", "high", 1,
     "ERP does not start|{error} in {app}|Cannot book any order|{app} hangs|ERP down?|Warehouse gets no orders|Scanners without orders at "
     "{place}|Customers cannot order in the portal|Invoices cannot be printed|Nothing works in ERP {place}",
     "ERP shows {error} since a quarter of an hour.|I cannot open {app}. The same for {n} colleagues {place}.|We have {n} lorries waiting "
     "and no delivery notes.|Is there a known outage? {app} hangs for all of us.",
     "Belongs to the outage of erp-db.", "See parent."},
};

struct Occasion {
  std::string_view name, variants;
};
constexpr Occasion occasions[] = {
    {"question",
     "Could you send a picture of the message, please?|Does it also happen on another device?|Since when exactly, and what was changed "
     "before?|Which number stands on the sticker of the device?|When can we reach you, so that we connect to your screen?|Is it still so "
     "after a restart?|Please tell us the name of the file and the folder it lies in."},
    {"answer",
     "Yes, on another device it is the same.|Picture is attached.|No, only on mine.|It happened again at {time}.|The sticker says "
     "{asset}.|You can reach me until four o'clock.|I restarted, still the same: {error}.|It is {file} in the department's folder.|Sorry "
     "for the late answer, I was on leave. It still happens."},
    {"no_answer",
     "Called twice, no answer; voicemail left.|Reminded by mail; we go on with what we know.|Caller is travelling, deputy could answer."},
    {"status",
     "We have found a first trace and are working on it.|A colleague from {switch} looks at it now.|We can see the fault in our log and "
     "are preparing a repair.|Thank you for your patience; we expect news by this afternoon.|This needs a restart this evening; we will "
     "tell you when it is done."},
    {"chase",
     "Is there any news?|This is still open and it hurts us. When can we expect a solution?|Just asking: anything I can do?|Still the same "
     "today.|My manager asks about it, please give me a date."},
    {"assign",
     "Needs the rights of second line.|Not to be solved at the desk: remote session showed a fault in the system.|Hardware must be looked "
     "at on site.|Log points to the application, not to the device.|Reproduced, forwarded with steps."},
    {"not_ours",
     "Not ours: traces show that packets arrive, the application refuses them.|Application is fine, the network drops the "
     "connection.|Looks like the server, not the application.|Back: the switch has no fault, please look at the client again."},
    {"escalate",
     "Cause lies in the product, needs third line.|Two attempts did not help; deeper analysis needed.|Needs change of configuration that "
     "second line may not make.|Happens for the third time, please find the cause."},
    {"complain",
     "Customer's management asks for a date.|Waits for two days without progress.|Second reopening, caller is angry.|Passed between teams "
     "four times, somebody must decide."},
    {"supplier",
     "Case opened at the supplier, number {n}{percent}41.|Spare part ordered, comes tomorrow.|Supplier asks for a trace, sent.|Technician "
     "of the supplier comes on site."},
    {"change",
     "Fix goes in with the change window on Thursday.|Firmware update planned for Saturday night.|Needs the release of next week."},
    {"problem", "Same cause as the others of this month; problem management looks for it.|Known fault, waits for the analysis."},
    {"good",
     "Quick and friendly, thanks!|Works again, thank you.|Great help on the phone.|Very competent.||Finally! But you kept me informed.|All "
     "good now."},
    {"middling", "Works, but it took long.|Had to ask twice.|Solved, but nobody told me before.|Okay."},
    {"bad",
     "Three days without work is too long.|I had to explain it to four people.|Closed without asking me.|It came back the next day."},
    {"not_fixed",
     "It is the same as before, {error} again.|Worked for an hour, now it is back.|Only half solved: {app} still fails.|Still no access, "
     "sorry."},
    {"back_again",
     "Caller rang: it is back since {time}.|Happened again after a week, same message.|Fault seen again in the log at {time}."},
    {"hand_back",
     "End of shift, for whoever comes next. Steps so far are in the notes.|Ill from tomorrow, please take over.|Waiting on site, cannot go "
     "on today."},
    {"step",
     "Steps: 1. restarted the service 2. read the log of {host} 3. compared with yesterday's configuration.|Checked: sign-in, drives, "
     "printing. Only the last one fails.|Remote session of {n} minutes with the caller; could reproduce it with {file}.|Compared with a "
     "colleague's device, differs in version ({version}).|Spoke with second line, they have seen it twice this week.|Packet capture taken "
     "at {switch}, kept on the share.|Tried the known workaround, no effect.|Seen {error} {n} times in the log since {time}."},
};

}  // namespace

std::span<const Symptom> technical_symptoms() { return technical; }
std::span<const Symptom> monday_symptoms() { return monday; }
std::span<const Symptom> outage_symptoms() { return outage; }

std::string_view phrases(std::string_view occasion) {
  const auto found = std::ranges::find(occasions, occasion, &Occasion::name);
  return found == std::end(occasions) ? std::string_view("Noted.") : found->variants;
}

}  // namespace evenkeel::app::demo
