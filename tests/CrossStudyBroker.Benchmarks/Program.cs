using System.CommandLine;
using CrossStudyBroker.Benchmarks;

var messages = new Option<int>("--messages") { Description = "Messages per arm and round.", DefaultValueFactory = _ => 12_000 };
var rounds = new Option<int>("--rounds") { Description = "Rounds; every round runs all arms, and medians are compared.", DefaultValueFactory = _ => 3 };
var lanes = new Option<int>("--lanes") { Description = "Institutions that send at the same time.", DefaultValueFactory = _ => 3 };
var json = new Option<FileInfo?>("--json") { Description = "Also write the result as JSON to this file." };
var root = new RootCommand("Rates of the broker beside bare forwarding, as ratios measured in one run. The servers are those that CROSSSTUDY_TEST_RABBITMQ and CROSSSTUDY_TEST_POSTGRES name, otherwise private ones, as for the tests; without any, only the embedded arms run.")
{
    messages, rounds, lanes, json,
};
root.SetAction(result => Comparison.RunAsync(result.GetValue(messages), result.GetValue(rounds), result.GetValue(lanes), result.GetValue(json)));

var few = new Option<int>("--few") { Description = "Messages of the small store.", DefaultValueFactory = _ => 10_000 };
var many = new Option<int>("--many") { Description = "Messages of the large store.", DefaultValueFactory = _ => 1_000_000 };
var times = new Option<int>("--rounds") { Description = "How often each list and page is asked for.", DefaultValueFactory = _ => 21 };
var keep = new Option<DirectoryInfo?>("--keep") { Description = "Folder to keep the filled SQLite stores in, for the next time." };
var growth = new Command("growth", "Lists and pages of the desk with few and with many messages, one in ten failed, as ratios measured in turns; on SQLite, and on PostgreSQL where there is one. Ends with 1 if one takes more than 1.5 times as long with many.")
{
    few, many, times, keep, json,
};
growth.SetAction(result => Growth.RunAsync(result.GetValue(few), result.GetValue(many), result.GetValue(times), result.GetValue(keep), result.GetValue(json)));
root.Subcommands.Add(growth);
return await root.Parse(args).InvokeAsync();
