// What every test includes; GoogleTest and RapidCheck cost seconds a file otherwise.
#pragma once
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
