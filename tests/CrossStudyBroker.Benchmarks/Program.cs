using System.CommandLine;
using CrossStudyBroker.Benchmarks;

var messages = new Option<int>("--messages") { Description = "Messages per arm and round.", DefaultValueFactory = _ => 6000 };
var rounds = new Option<int>("--rounds") { Description = "Rounds; every round runs all arms, and medians are compared.", DefaultValueFactory = _ => 3 };
var lanes = new Option<int>("--lanes") { Description = "Institutions that send at the same time.", DefaultValueFactory = _ => 3 };
var json = new Option<FileInfo?>("--json") { Description = "Also write the result as JSON to this file." };
var root = new RootCommand("Rates of the broker beside bare forwarding, as ratios measured in one run. The servers are those that CROSSSTUDY_TEST_RABBITMQ and CROSSSTUDY_TEST_POSTGRES name, otherwise private ones, as for the tests; without any, only the embedded arms run.")
{
    messages, rounds, lanes, json,
};
root.SetAction(result => Comparison.RunAsync(result.GetValue(messages), result.GetValue(rounds), result.GetValue(lanes), result.GetValue(json)));
return await root.Parse(args).InvokeAsync();
