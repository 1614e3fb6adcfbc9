// The principal belongs to the door, which every practice comes after; this is the name under which practices know it.
#pragma once
#include "practice/api/principal.hpp"
