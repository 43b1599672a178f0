using System.Text.Json;
using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Schemas;
using Xunit;

namespace CrossStudyBroker.Tests.Messages;

public class MessageRecordTests
{
    public static TheoryData<string> Types => [.. MessageType.All.Keys];

    [Theory, MemberData(nameof(Types))]
    public void Every_property_of_a_schema_has_its_place_in_the_records_and_the_other_way_round(string type) =>
        Assert.Empty(SchemaAgainstRecords.Compare(type));

    [Fact]
    public void Every_valid_example_survives_its_record_without_losing_a_field()
    {
        var examples = ContractFiles.ValidExamples().ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, path =>
        {
            var message = ContractFiles.Example(path);
            var payload = PayloadTypes.All[message["type"]!.GetValue<string>()];
            var record = message["data"].Deserialize(payload, MessageJson.Default);
            Assert.True(JsonMeaning.Same(message["data"], JsonSerializer.SerializeToNode(record, payload, MessageJson.Default)), path);
        });
    }

    [Fact]
    public void A_field_that_a_later_version_adds_is_ignored()
    {
        var read = JsonSerializer.Deserialize("""{"outcome":"updated","addedLater":1}""", MessageJson.Default.PersonalDataAnswered);
        Assert.Equal(ChangeOutcome.Updated, read?.Outcome);
    }

    [Fact]
    public void What_the_schema_takes_the_record_takes_too()
    {
        var read = JsonSerializer.Deserialize("""{"receivedAt":"2016-12-31t23:59:60z"}""", MessageJson.Default.EnrolmentReceived);
        Assert.Equal(new DateTimeOffset(2016, 12, 31, 23, 59, 59, TimeSpan.Zero), read?.ReceivedAt);
        Assert.Equal(1, JsonSerializer.Deserialize("""{"gender":1.0}""", MessageJson.Default.Student)?.Gender);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("""{"gender":1.5}""", MessageJson.Default.Student));
    }

    [Theory]
    [InlineData("5e0")]
    [InlineData("-0.0")]
    [InlineData("1E+2")]
    [InlineData("1e-400")]
    [InlineData("0e99999")]
    [InlineData("4.99999999999999999999999999999999999999999999")]
    public void A_number_that_the_schema_takes_the_record_takes_however_it_is_written(string number)
    {
        var json = $$"""{"min":{{number}},"max":{{number}}}""";
        Assert.True(MessageSchemas.Set.Get("crossstudy.offering.published.v1.json#/$defs/item/properties/credits").IsValid(JsonElement.Parse(json)));
        Assert.InRange(JsonSerializer.Deserialize(json, MessageJson.Default.CreditRange)!.Min, 0, 100); // never null for an object
    }

    [Theory]
    [InlineData("0e99999")]
    [InlineData("10e-1")]
    [InlineData("100.00000000000000000000000000000000000000000000")]
    [InlineData("1000000e0")]
    public void A_whole_number_too(string number)
    {
        var json = $$"""{"seats":{{number}}}""";
        Assert.True(MessageSchemas.Set.Get("crossstudy.enrolment.decided.v1.json#/$defs/decidedSelection/properties/rank").IsValid(JsonElement.Parse(json)));
        Assert.InRange(JsonSerializer.Deserialize(json, MessageJson.Default.EnrolmentRank)!.Seats!.Value, 0, 1_000_000); // the object has it
    }

    [Fact]
    public void A_record_with_personal_data_prints_none_of_it()
    {
        var student = new Student { PersonalIdentityCode = "010190-9999", LastName = "Mallikas" };
        Assert.Equal("Student", student.ToString());
    }

    [Fact]
    public void Moments_are_written_in_UTC()
    {
        var summer = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.FromHours(3));
        Assert.Equal("2026-06-01T05:00:00Z", InstantConverter.Format(summer));
    }
}
