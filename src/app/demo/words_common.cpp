// What goes wrong at the desks of callers: devices, printing, access, mail, the use of programs.
#include "app/demo/words.hpp"

namespace evenkeel::app::demo {
namespace {

constexpr Symptom common[] = {
    {"Sign-in", "Access", "Password", 1, "low", "high", 9,
     "Password expired, cannot sign in|Forgot my password over the holidays|New password is not accepted|Cannot sign in after password "
     "change",
     "My password ran out {since} and the page to change it shows {error}.|I cannot remember my password after three weeks away. I need to "
     "get in.|I typed the new password twice and the page says {error}.|I changed my password and now {asset} does not accept it any more.",
     "Identity checked by calling back the number in the directory.|Account is not locked, last wrong password {time}.|Old password was "
     "still kept on the mobile telephone.",
     "Password reset, caller signed in while on the phone. Explained the page for changing it oneself.|Temporary password given by "
     "telephone, changed at first sign-in. Old one removed from the mobile telephone.",
     "Solution provided"},
    {"Sign-in", "Access", "Account locked", 1, "low", "high", 8,
     "Account locked|Locked out again and again|Account locked after sign-in on {asset}|Konto gesperrt nach Anmeldung",
     "My account is locked {since}. I only typed the password once.|I get locked out every twenty minutes {since}.|When I sign in on "
     "{asset} it says that my account is locked.|de:Mein Konto ist seit heute Morgen gesperrt, ich kann mich nirgends anmelden.",
     "Locked by wrong passwords from {asset}.|Source of the lock-outs is a saved credential of the drive connection.|Unlocked once, locked "
     "again after {n} minutes: something signs in with an old password.",
     "Account unlocked. The saved credential on {asset} was deleted, no further lock-outs in the log.|Unlocked; the telephone had the old "
     "password in its mail program and was corrected together with the caller."},
    {"Sign-in", "Access", "One-time code", 2, "low", "high", 4,
     "One-time codes are not accepted|New telephone, no codes for sign-in|Second factor fails with {error}|Code app lost after telephone "
     "change",
     "The code is refused every time {since}, although I type it quickly.|I have a new telephone and the old one was handed in. Now I have "
     "no codes.|When I sign in from outside it asks for a code and then shows {error}.|After changing the telephone the program for the "
     "codes is empty.",
     "Clock of the telephone runs {n} minutes ahead.|Registration of the old device is still there; identity must be checked first.|Last "
     "good sign-in with a code was two weeks ago.",
     "Old device removed, new one registered with the caller on the phone; sign-in tried from outside.|Clock of the telephone set to "
     "network time, codes are accepted again."},
    {"File shares", "Access", "Permission missing", 2, "low", "medium", 7,
     "No access to the department's folder|Access is denied on {file}|Permission lost after change of department|Cannot open shared folder",
     "I changed to another department on the first and cannot open the folder there.|When I open {file} I get {error}. My colleagues can "
     "open it.|The folder is gone from my drive list {since}.",
     "Caller is not in the group of the new department.|Owner of the folder asked for consent.|Group was there, but the sign-in token was "
     "old.",
     "Added to the group after the owner's consent; caller signed out and in, folder opens.|Membership was right, a fresh sign-in was "
     "enough. Access tried together."},
    {"Workplace", "Workplace", "Notebook or PC", 2, "low", "high", 7,
     "Notebook does not start|{asset} hangs at the logo|Notebook restarts by itself|Blue screen on {asset}|PC does not wake up",
     "{asset} shows only a black screen {since}.|My notebook restarts {n} times a day, mostly when I share my screen.|After the update it "
     "stays at the logo and the fan runs.",
     "Hardware test: memory fault in module 2.|Update KB of last week failed with {error}, rolled back and tried again.|Battery swollen, "
     "device taken out of use at once.|Event log shows power errors at {time}.",
     "Memory module replaced, test ran clean for an hour.|Update repaired: cleaned the update folder, installed version {version} by hand, "
     "started three times without fault.|Device exchanged for a loan from stock, data restored from the profile share."},
    {"Workplace", "Workplace", "Screen and docking", 1, "low", "medium", 6,
     "Second screen stays black|Docking station not recognised|Screen flickers {place}|No picture after docking",
     "The second screen stays black when I dock, {since}.|The docking station {place} charges, but no screen and no network.|Both screens "
     "flicker every few seconds.",
     "Cable and port changed, same picture.|Firmware of the docking station is two versions old.|Works with another docking station.",
     "Firmware of the docking station updated to {version}; both screens tried after undocking twice.|Cable was broken at the plug, "
     "replaced from the cupboard.|Screen set to the right input, explained to the caller."},
    {"Workplace", "Workplace", "Program", 1, "low", "medium", 6,
     "Spreadsheet program crashes with {file}|Program closes without a message|Cannot open {file}|Add-in is gone since the update",
     "When I open {file} the program closes after some seconds.|The add-in for the reports is missing {since}.|I get {error} when I save "
     "{file}.",
     "Starts in safe mode, so an add-in is to blame.|File has {n} broken links to an old share.|Same file opens on another PC.",
     "Add-in reinstalled from the software catalogue, file opens and saves.|Repair of the program run; version {version} now. Caller "
     "confirmed with {file}."},
    {"Workplace", "Workplace", "Slow device", 2, "low", "low", 5,
     "Notebook very slow|{asset} slow since the update|Everything takes minutes|Rechner extrem langsam",
     "Everything takes ages {since}, even opening a mail.|{asset} is so slow that I make coffee while it signs in.|Opening {file} takes "
     "minutes, everything else as well.|de:Seit dem letzten Update dauert die Anmeldung an {asset} fast zehn Minuten.",
     "Disk {percent} % full, mostly old profiles.|Indexing runs since the update, processor at {percent} %.|Malware scan was stuck on one "
     "archive.",
     "Old profiles removed, {n} GB free again, sign-in takes 40 seconds.|Search index rebuilt over lunch; device is quick again.|Scan task "
     "repaired and moved to the night."},
    {"Workplace", "Workplace", "Mobile telephone", 2, "low", "medium", 3,
     "No mail on the mobile telephone|Telephone not compliant any more|Company apps gone from the telephone",
     "My telephone gets no mail {since}.|The telephone says it does not meet the rules and locks the mail program.|After the update all "
     "company apps have disappeared.",
     "Operating system older than the rule demands.|Device registered twice.",
     "System updated to {version}, compliant after sync.|Second registration removed and device enrolled anew."},
    {"Printing", "Printing", "Out of order", 2, "low", "medium", 6,
     "Printer {printer} out of order|{printer} shows error {n}|Printer {place} does not print|Paper jam again in {printer}",
     "{printer} {place} shows a red light and prints nothing.|Paper jam in {printer}, we took everything out and it still complains.|We "
     "can print on no printer {place} {since}.",
     "Queue on srv-print-01 holds {n} jobs, the oldest from {time}.|Fuser unit at the end of its life.|Device does not answer on the "
     "network.",
     "Queue cleared and spooler restarted, test page printed.|Supplier exchanged the fuser unit; printed 20 pages without fault.|Network "
     "plug was out after cleaning, fixed with a clip."},
    {"Printing", "Printing", "Poor print", 2, "low", "low", 2,
     "Stripes on every page|Labels are printed crooked|Colours wrong on {printer}",
     "All pages from {printer} have a grey stripe.|The shipping labels come out shifted by a centimetre.|Everything from {printer} is far "
     "too blue.",
     "Drum is worn.|Wrong paper size set in the driver.|One cartridge empty, the device goes on with the others.",
     "Drum replaced from stock.|Driver preset corrected on srv-print-01, labels printed in place.|Cartridge replaced, test page is right."},
    {"Printing", "Printing", "Follow-me printing", 1, "low", "medium", 4,
     "Badge not recognised at the printer|Print jobs do not appear at the printer|Follow-me printing asks for a PIN",
     "My badge is not recognised at {printer} {since}.|I print, go to the device, and my list is empty.",
     "Badge number in the directory is the old one.|Job went to the direct queue.",
     "New badge registered at the device with the caller.|Default printer set to the follow-me queue."},
    {"Mail and calendar", "Mail", "Cannot send", 2, "low", "high", 5,
     "Mails to {partner} come back|Cannot send mail, {error}|Mail stuck in the outbox|Mail rejected as spam",
     "All mails to {partner} come back {since} with {error}.|Mails stay in the outbox. Receiving works.|{partner} tells me that our mails "
     "end in their spam folder.",
     "Rejected by the other side: our second line is missing in the sender policy.|Attachment of {n} MB over the limit.|Profile was "
     "offline.",
     "Sender policy completed and tested with two outside mailboxes.|Sent by the exchange share instead, explained the limit of 25 "
     "MB.|Profile set online again, outbox emptied."},
    {"Mail and calendar", "Mail", "Mailbox full", 1, "low", "medium", 4, "Mailbox full|Cannot receive mail any more|Archive not reachable",
     "I get a message that my mailbox is {percent} % full.|Nobody can write to me {since}, they get a bounce.|The archive asks for a "
     "password again and again.",
     "Sent items with large attachments since 2019.|Online archive was never switched on.",
     "Online archive switched on, older than two years moved; {percent} % became 40 %.|Large attachments moved to the share with the "
     "caller.",
     "User error"},
    {"Mail and calendar", "Mail", "Calendar", 2, "low", "low", 4,
     "Meeting series shown an hour off|Room {place} cannot be booked|Deputy cannot see my calendar|Double booking of a meeting room",
     "Since the clocks changed my series is an hour off.|The room {place} declines every booking {since}.|My deputy gets {error} when "
     "opening my calendar.|Two meetings were booked {place} at the same time.",
     "Series was made in another time zone.|Room mailbox has a broken permission after the move.|Permission was given to the wrong "
     "list.|Second booking came through an old client.",
     "Series made anew in the right zone.|Permissions of the room mailbox restored, booked twice for a test.|Permission given to the "
     "deputy; calendar opens.|Room answers automatically again; second booking moved with the caller."},
    {"Mail and calendar", "Mail", "Shared mailbox", 2, "medium", "medium", 3,
     "Shared mailbox of the department gone|Cannot send from the shared mailbox|New mails in shared mailbox appear late",
     "Our shared mailbox disappeared for {n} people {since}.|We can read, but not send from the shared mailbox: {error}.",
     "Automatic mapping was removed with the group change.", "Group given back its rights; mailbox appears after restart of the program."},
    {"ERP: orders", "Business application", "How to use", 1, "low", "low", 6,
     "How do I cancel a booked order|Cannot find {app}|Where is the button for partial delivery|Question about {app}",
     "I cannot find {app} in the new screen.|How can I cancel an order that is already booked?|In {app} the field for the discount is "
     "grey.",
     "Order is released, so only the back office may cancel.|Caller has the new layout since Monday.",
     "Showed the way over the menu and sent page 12 of the handbook.|Explained partial delivery; caller did it while on the phone.",
     "User error"},
    {"Meetings and chat", "Workplace", "Program", 1, "low", "high", 4,
     "No sound in video meetings|Camera not found in meeting|Room system {place} does not join|Echo in conference",
     "In video meetings nobody hears me {since}.|The room system {place} shows the meeting but does not join.|The camera is black, the "
     "light is on.",
     "Wrong microphone chosen after docking.|Room system lost its sign-in.",
     "Headset set as default, tried in a test call.|Room system signed in again with its account, joined a test meeting."},
    {"Intranet", "Business application", "Error message", 2, "low", "low", 2,
     "Intranet page shows {error}|Search in the intranet finds nothing|Directory of people is out of date",
     "The handbook pages show {error} {since}.|The search finds nothing at all any more.", "Search service stopped at {time}.",
     "Search service started and index rebuilt."},
    {"Engineering tools", "Workplace", "Program", 2, "medium", "high", 3,
     "No licence for the drawing program|Licence server not reachable|Simulation stops with {error}",
     "{n} of us cannot start the drawing program: no licence free.|The simulation stops after {n} minutes with {error}.",
     "Licence service restarted by the update at {time} and did not read its file.|All {n} licences held by a crashed session.",
     "Licence file read again, licences are free.|Hanging sessions released; licence-server watched for an hour."},
};

constexpr Symptom security[] = {
    {"Security monitoring", "Security", "Phishing", 2, "medium", "high", 5,
     "Suspicious mail, I clicked on the link|Phishing mail about a parcel|Mail from the board asks for a payment",
     "I got a mail about a parcel and entered my password on the page. Only then I noticed the address.|A mail in the name of the board "
     "asks to pay an invoice today. I did not answer.|{n} of us got the same mail with a link {since}.",
     "Sender domain registered two days ago; {n} recipients in the filter's log.|Password used from abroad at {time}, session ended.",
     "Mails removed from {n} mailboxes, domain blocked, password changed and sessions ended. No further sign-ins seen.|Not clicked; mail "
     "removed and domain blocked."},
    {"Security monitoring", "Security", "Malware", 2, "medium", "high", 2,
     "Malware alert on {asset}|Protection reports a blocked program|Window asks to call a telephone number",
     "A window says my computer is infected and that I should call a number.|Malware protection on {asset} reports a blocked program "
     "{since}.",
     "Blocked before it ran; came with a browser extension.|Device taken off the network, image secured.",
     "Device set up anew from the image; log shows nothing left the house.|Extension removed everywhere by policy."},
    {"Security monitoring", "Security", "Lost device", 2, "low", "high", 2,
     "Notebook {asset} left on the train|Company telephone stolen|Badge lost with key ring",
     "I left {asset} on the train {since}. It was switched off.|My company telephone was stolen from the car.",
     "Disk is encrypted, last sign-in before the loss.",
     "Device wiped at next contact, certificate revoked, replacement handed out; report filed."},
    {"Security monitoring", "Security", "Data disclosed", 2, "high", "high", 1,
     "List with customer data sent to the wrong address|Folder with applications open to everybody",
     "I sent a list with customer data to the wrong recipient. What do I have to do?|The folder with job applications can be opened by "
     "everybody.",
     "{n} records concerned; recipient confirmed deletion in writing.|Open {since}, {n} accesses in the log, all from the department.",
     "Deletion confirmed, data protection informed within the day, no duty to report found.|Permissions put right; accesses reviewed with "
     "data protection."},
};

}  // namespace

std::span<const Symptom> common_symptoms() { return common; }
std::span<const Symptom> security_symptoms() { return security; }

}  // namespace evenkeel::app::demo
