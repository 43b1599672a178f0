using Xunit;

namespace CrossStudyBroker.Tests.Documents;

/// <summary>Every field of RIPA version 9 has a place in the contract, and the place is there.</summary>
public sealed class RipaMappingTests
{
    [Fact]
    public void Every_place_exists_in_the_schemas()
    {
        var mapping = RipaMapping.Read();

        Assert.InRange(mapping.Sections.Sum(section => section.Fields.Count), 300, int.MaxValue);
        Violations.None(mapping.Misplaced());
    }

    [Theory]
    [InlineData("`recipient` (envelope)", "", true)]
    [InlineData("`addressee` (envelope)", "", false)]
    [InlineData("`enrolment.requested` `data.selections[].id`", "", true)]
    [InlineData("`enrolment.requested` `data.selections.id`", "", false)]
    [InlineData("`enrolment.requested` `data.selections[].nonsuch`", "", false)]
    [InlineData("`enrolment.asked` `data.selections[].id`", "", false)]
    [InlineData("`student.homeEppn`", "", true)]
    [InlineData("`student.nonsuch`", "", false)]
    [InlineData("`completion.organisation.pic`", "", true)]
    [InlineData("`student.lastName`<br>`student.surname`", "", false)]
    [InlineData("–", "always null", true)]
    [InlineData("–", "", false)]
    [InlineData("somewhere", "", false)]
    public void A_place_that_does_not_exist_is_seen(string place, string note, bool exists) =>
        Assert.Equal(exists, !new RipaMapping($"# Mapping\n\n## Part\nRIPA: `a/b.json`.\n\n| RIPA field | Ours | Note |\n|---|---|---|\n| `field` | {place} | {note} |\n").Misplaced().Any());

    [Fact]
    public void Every_field_of_the_RIPA_schemas_has_its_row_and_no_row_is_of_a_field_that_RIPA_does_not_have() =>
        Violations.None(Differences(RipaMapping.Read()));

    [Fact]
    public void A_field_without_a_row_and_a_row_without_a_field_are_seen()
    {
        var text = File.ReadAllText(Repository.PathOf("contracts/ripa-v9-mapping.md"));
        var renamed = new RipaMapping(text.Replace("| `selections[].parent.parent.selectionItemId` |", "| `selections[].nonsuch` |", StringComparison.Ordinal));

        Assert.Equal(
            ["Enrolment request: selections[].nonsuch is no field of RIPA", "Enrolment request: selections[].parent.parent.selectionItemId has no row"],
            Differences(renamed).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("registration")]
    [InlineData("student")]
    [InlineData("studyrecord")]
    [InlineData("acknowledgement")]
    [InlineData("courseunit")]
    [InlineData("realisation")]
    [InlineData("studymodule")]
    [InlineData("network")]
    public void Every_folder_of_messages_has_a_section(string folder)
    {
        Assert.True(Directory.Exists(Path.Combine(RipaSchemas.Folder, folder)));
        Assert.Contains(RipaMapping.Read().Sections, section => section.Files.Any(file => file.StartsWith(folder + "/", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Differences(RipaMapping mapping)
    {
        var mapped = mapping.Sections.SelectMany(section => section.Files).ToHashSet(StringComparer.Ordinal);
        foreach (var section in mapping.Sections.Where(section => section.Files.Count > 0))
        {
            var fields = RipaSchemas.FieldsOf(section.Files, mapped);
            var rows = section.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var field in fields.Except(rows))
            {
                yield return $"{section.Title}: {field} has no row";
            }

            foreach (var row in rows.Except(fields))
            {
                yield return $"{section.Title}: {row} is no field of RIPA";
            }
        }
    }
}
