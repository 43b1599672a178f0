using System.Text.RegularExpressions;
using CrossStudyBroker.Contracts.Problems;
using Xunit;

namespace CrossStudyBroker.Tests.Problems;

/// <summary>contracts/problems.json has every code that is given and no other, and says of each what a person needs to know.</summary>
public sealed class ProblemCatalogueTests
{
    private static readonly IReadOnlyDictionary<string, string> Constants = typeof(ProblemCodes).GetFields()
        .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!); // all constants

    [Fact]
    public void The_catalogue_has_the_codes_of_the_code_and_no_others() => Assert.Equal(
        Constants.Values.Order(StringComparer.Ordinal),
        ProblemCatalogue.All.Select(problem => problem.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_code_is_given_somewhere()
    {
        var code = string.Concat(Directory.GetFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && Path.GetFileName(file) != "ProblemCodes.cs")
            .Select(File.ReadAllText));

        Assert.All(Constants.Keys, constant => Assert.Matches($@"\b{constant}\b", code));
    }

    [Fact]
    public void Each_says_in_three_languages_what_happened_why_and_what_to_do() => Assert.All(ProblemCatalogue.All, problem =>
    {
        foreach (var text in new[] { problem.Title, problem.Cause, problem.Remedy })
        {
            Assert.All([text.Fi, text.Sv, text.En], words => Assert.Matches(@"^\p{Lu}.*[^\s.]", words));
            Assert.NotEqual(text.Fi, text.En);
            Assert.NotEqual(text.Sv, text.En);
        }

        Assert.All([problem.Cause, problem.Remedy], text => Assert.All([text.Fi, text.Sv, text.En], words => Assert.EndsWith(".", words, StringComparison.Ordinal)));
    });

    [Fact]
    public void Each_says_who_can_mend_it_and_whether_it_passes() => Assert.All(ProblemCatalogue.All, problem =>
    {
        Assert.Contains(problem.WhoCanFix, (string[])["sender", "recipient", "operator"]);
        Assert.Contains(problem.Permanence, (string[])["permanent", "temporary", "information"]);
    });

    [Fact]
    public void The_schema_has_room_for_every_code() =>
        Assert.All(ProblemCatalogue.All, problem => Assert.Matches(new Regex("^[a-z][a-z-]{1,49}$"), problem.Code)); // common.json#/$defs/problemCode
}
