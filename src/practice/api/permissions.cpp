// The table of who may what. One row a permission, one letter a role; the order of the columns is that of the legend below.
// A permission of an incident's command is "incident.<command>". Reading is narrowed further by the condition of visibility.
#include <algorithm>
#include <map>

#include "practice/api/principal.hpp"

namespace evenkeel::people {
namespace {

// Letters of the roles in a row; '.' where the role has not got the permission.
//   c caller   a analyst   t technician   m incident manager   p problem manager   o service owner
//   l communication lead   k knowledge curator   u auditor   d administrator   s supplier   g organisation administrator
constexpr std::string_view legend = "catmpolkudsg";
static_assert(legend.size() == role_count);

struct Row {
  std::string_view name, text, roles;
};

constexpr Row table[] = {
    // Everybody's own affairs
    {"self.session", "See and end the own session", "catmpolkudsg"},
    {"self.second_factor", "Set up and remove the own second factor", "catmpolkudsg"},
    {"self.read", "Read the own record and what is held about oneself", "catmpolkudsg"},
    {"self.edit", "Change the own password, phone, language and time zone", "catmpolkudsg"},
    {"self.token", "Make and revoke API tokens in the own name", ".atmpolkudsg"},
    {"self.view", "Keep views of lists, and share them with the own teams", ".atmpolkuds."},
    {"self.contact", "Say how one is reached, beside by mail", ".atmpolkuds."},
    {"self.feed", "Keep addresses at which calendar programs read on-call shifts", ".atmpolkud.."},
    // Incidents: reading
    {"incident.read", "Read incidents within what one may see", "catmpolkudsg"},
    {"incident.read_all", "See the incidents of everybody, but for confidential ones", ".atmpolkud.."},
    {"incident.read_confidential", "See confidential incidents without being named", "........u..."},
    {"incident.export", "Take lists of incidents out as CSV", ".atmpo..u..g"},
    // Incidents: logging and describing
    {"incident.create", "Log an incident", "catmpolk.d.."},
    {"incident.import", "Bring incidents in from a file or another system", "...m.....d.."},
    {"incident.edit", "Change what is said of an incident", ".atmp.....s."},
    {"incident.categorise", "Set category and subcategory", ".atmp......."},
    {"incident.mark", "Mark as service request, or as incident again", ".atm........"},
    {"incident.attach", "Attach files", "catmpolk..s."},
    // Incidents: routing
    {"incident.assign", "Assign to a team or a person", ".atm........"},
    {"incident.take", "Take an incident", ".atm......s."},
    {"incident.hand_back", "Hand an incident back to its team", ".atm......s."},
    {"incident.escalate", "Escalate, functionally or to a manager", ".atm.o......"},
    {"incident.override_priority", "Set a priority other than the matrix gives", ".atm.o......"},
    {"incident.reset_priority", "Go back to the priority of the matrix", ".atm.o......"},
    // Incidents: working
    {"incident.acknowledge", "Acknowledge", ".atm......s."},
    {"incident.start", "Begin work", ".atm......s."},
    {"incident.hold", "Put on hold", ".atm......s."},
    {"incident.resume", "Resume work", ".atm......s."},
    {"incident.comment", "Write comments, which the caller reads", "catmpol...s."},
    {"incident.note", "Write work notes", ".atmpolk..s."},
    {"incident.task", "Make and work the tasks of an incident", ".atmp.....s."},
    {"incident.follow_up", "Ask to be reminded", ".atmp.....s."},
    {"incident.promise", "Promise the caller a time", ".atmp......."},
    {"incident.undo", "Take the own last command back, at once", "catmpolk..s."},
    {"incident.bulk", "Give one command to many incidents", ".atm........"},
    // Incidents: ending
    {"incident.resolve", "Resolve", ".atm......s."},
    {"incident.confirm", "Confirm that service is back", "catm........"},
    {"incident.reject", "Say that service is not back", "catm........"},
    {"incident.rate", "Rate how the incident was handled", "c..........."},
    {"incident.close", "Close", ".atm........"},
    {"incident.reopen", "Reopen", ".atm........"},
    {"incident.cancel", "Cancel", ".atm........"},
    // Incidents: relations
    {"incident.merge", "Merge into another incident", ".atm........"},
    {"incident.unmerge", "Take a merge back", ".atm........"},
    {"incident.split", "Split a part off as an incident of its own", ".atm........"},
    {"incident.link", "Link to another incident", ".atmp......."},
    {"incident.unlink", "Remove a link", ".atmp......."},
    {"incident.watch", "Watch an incident", "catmpolk..s."},
    {"incident.unwatch", "Stop watching", "catmpolk..s."},
    {"incident.watch_others", "Let other people watch, or stop watching", ".atm........"},
    // Catalogue
    {"catalogue.pick", "See the names of services, categories and what else forms offer", "catmpolkudsg"},
    {"catalogue.read", "Read all records of the catalogue", ".atmpolkud.g"},
    {"catalogue.edit", "Change the catalogue", ".........d.g"},
    {"catalogue.import", "Bring catalogue records in from CSV", ".........d.."},
    // Alerts
    {"alert.read", "See alerts and their history", ".atmpolkud.."},
    {"alert.silence", "Silence alerts, and end silences", ".atm.....d.."},
    {"alert.key", "Make and end keys of alert sources", ".........d.."},
    // Checks
    {"check.ask", "Ask checks from another place, for a worker", ".........d.."},
    // Webhooks
    {"webhook.read", "See webhooks, how far they are and what was answered", "........ud.."},
    {"webhook.edit", "Make and change webhooks, their secrets, and send again", ".........d.."},
    // Who is on call
    {"roster.read", "See who is on call, and subscribe to it", ".atmpolkud.."},
    {"roster.cover", "Take over on a roster, ask for cover and answer, for oneself", ".atmpo...d.."},
    {"roster.manage", "Change who is on call, for everybody on every roster", "...m.....d.."},
    // People
    {"people.read", "Find people and read their details", ".atmpolkud.g"},
    {"people.edit", "Add people, change them, their roles and teams", ".........d.g"},
    {"people.password", "Set another person's password", ".........d.g"},
    {"people.second_factor", "Reset another person's second factor", ".........d.g"},
    {"people.sessions", "See and end other people's sessions and mailed links", ".........d.g"},
    {"people.absence", "Enter and end absences of other people", "...m.....d.g"},
    {"people.sync", "Bring people in step with the directory", ".........d.."},
    {"people.provision", "Keep people and groups from an identity provider (SCIM)", ".........d.."},
    {"people.export", "Take out everything that is held about a person", "........ud.."},
    {"people.erase", "Erase a person's data", ".........d.."},
    {"people.permissions", "Read the table of permissions", ".atmpolkud.."},
    {"token.read", "See the API tokens of everybody", "........ud.."},
    {"token.edit", "Make and revoke API tokens of other people", ".........d.."},
    // The register itself
    {"audit.read", "Read the change log", "...m....ud.."},
    {"audit.verify", "Prove that log and facts were not altered", "........ud.."},
    {"backup.read", "See which backups exist", "........ud.."},
    {"backup.create", "Make a backup", ".........d.."},
    {"operation.read", "See the state of the server and what failed", "...m....ud.."},
    {"operation.edit", "Repeat failed deliveries and jobs", ".........d.."},
    {"incoming_mail.read", "See which mails came in and what became of them", "...m.....d.."},
    {"incoming_mail.edit", "Try mails again that were set aside, or dismiss them", "...m.....d.."},
    {"incoming_mail.raw", "Read mails as they came", ".........d.."},
    {"incoming_mail.deliver", "Hand mails over for a mail server", ".........d.."},
};

constexpr std::uint32_t bit(Role role) { return 1u << static_cast<unsigned>(role); }

constexpr std::uint32_t bits_of(std::string_view letters) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < role_count; ++i)
    if (letters[i] == legend[i]) bits |= 1u << i;
  return bits;
}

constexpr bool is_well_formed() {
  for (const Row& row : table) {
    if (row.roles.size() != role_count) return false;
    for (std::size_t i = 0; i < role_count; ++i)
      if (row.roles[i] != '.' && row.roles[i] != legend[i]) return false;
  }
  return true;
}
static_assert(is_well_formed(), "each row has one letter of the legend, or a dot, for each role");

const std::map<std::string_view, std::uint32_t>& bits_by_name() {
  static const auto map = [] {
    std::map<std::string_view, std::uint32_t> bits;
    for (const Row& row : table) bits.emplace(row.name, bits_of(row.roles));
    return bits;
  }();
  return map;
}

// What a session may that is good for less than its person. The portal's screens for one incident need the second list.
constexpr std::string_view for_second_factor[] = {"self.session", "self.second_factor"};
constexpr std::string_view for_one_incident[] = {"self.session",     "incident.read",   "incident.comment", "incident.attach",
                                                 "incident.confirm", "incident.reject", "incident.rate"};

bool in_limit(const Principal& who, std::string_view permission) {
  switch (who.limit) {
    case Limit::none: return true;
    case Limit::second_factor: return std::ranges::find(for_second_factor, permission) != std::end(for_second_factor);
    case Limit::incident: return std::ranges::find(for_one_incident, permission) != std::end(for_one_incident);
  }
  return false;
}

bool in_scope(const Principal& who, std::string_view permission) {
  if (!in_limit(who, permission)) return false;
  if (!who.token) return true;
  return std::ranges::any_of(who.scopes, [&](const std::string& scope) { return scope == permission || scope == everything_scope; });
}

}  // namespace

bool may(const Principal& who, std::string_view permission) { return may(who, permission, {true, true, true}); }

bool may_everywhere(const Principal& who, std::string_view permission) { return may(who, permission, {true, true, false}); }

bool may(const Principal& who, std::string_view permission, Standing standing) {
  if (who.system) return true;
  const auto found = bits_by_name().find(permission);
  if (found == bits_by_name().end() || !in_scope(who, permission)) return false;
  return std::ranges::any_of(who.roles, [&](Role role) {
    if (role == Role::caller && !standing.own) return false;
    if (role == Role::supplier && !standing.in_team) return false;
    if (role == Role::organisation_administrator && !standing.in_organisation) return false;
    return (found->second & bit(role)) != 0;
  });
}

const std::vector<Permission>& permissions() {
  static const auto all = [] {
    std::vector<Permission> list;
    for (const Row& row : table) {
      Permission p{row.name, row.text, {}};
      for (std::size_t i = 0; i < role_count; ++i)
        if (row.roles[i] != '.') p.roles.push_back(static_cast<Role>(i));
      list.push_back(std::move(p));
    }
    return list;
  }();
  return all;
}

std::vector<std::string_view> permissions_of(const Principal& who) {
  std::vector<std::string_view> names;
  for (const Row& row : table)
    if (may(who, row.name)) names.push_back(row.name);
  return names;
}

}  // namespace evenkeel::people
