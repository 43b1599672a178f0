using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Routing;
using Xunit;

namespace CrossStudyBroker.Tests.Envelopes;

/// <summary>No identity code stands in the envelope, whatever attribute it is in and however it is written; and no problem says which.</summary>
public sealed class EnvelopePrivacyTests
{
    private const string Hetu = "010190-998V";

    [Theory]
    [InlineData("id")]
    [InlineData("caseid")]
    [InlineData("inreplyto")]
    [InlineData("replaces")]
    [InlineData("network")]
    [InlineData("dataschema")]
    [InlineData("type")]
    [InlineData("subject")]
    [InlineData("extension")]
    public void An_identity_code_is_found_in_every_attribute(string attribute)
    {
        foreach (var identity in new[] { Hetu, "case-010190-998v", "1.2.246.562.24.00000000014", "urn:schac:personalUniqueCode:int:esi:fi:1" })
        {
            var problem = Problems((attribute, identity))[0];

            Assert.Equal((ProblemCodes.IdentityInEnvelope, "/" + attribute), (problem.Code, problem.Pointer));
        }
    }

    [Fact]
    public void An_identity_code_is_found_in_a_long_text() =>
        Assert.Equal(ProblemCodes.IdentityInEnvelope, Problems(("subject", new string('x', 5000) + Hetu))[0].Code);

    [Theory]
    [InlineData(Hetu, "x")]
    [InlineData(Hetu, Hetu)]
    public void An_identity_code_as_the_name_of_an_attribute_is_one_too_and_the_pointer_withholds_it(string name, string value)
    {
        var problems = Problems((name, value));

        Assert.Equal((ProblemCodes.IdentityInEnvelope, "/(name withheld)"), (problems[0].Code, problems[0].Pointer));
        Assert.DoesNotContain(Hetu, string.Join(' ', problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Pointers_are_JSON_Pointers_that_have_room_in_a_status_event()
    {
        Assert.Equal("/a~1b~0c", Problems(new JsonObject { ["a/b~c"] = Hetu })[0].Pointer);
        Assert.Equal("/(name withheld)", Problems((new string('a', 5000), Hetu))[0].Pointer);
    }

    [Fact]
    public void A_thousand_attributes_with_identity_codes_do_not_make_a_thousand_problems() =>
        Assert.InRange(Problems(new JsonObject(Enumerable.Range(0, 1000).Select(i => KeyValuePair.Create($"a{i}", (JsonNode?)Hetu)))).Count, 1, 100);

    [Theory]
    [InlineData("id", "EX2400001")]
    [InlineData("id", "enrolment-EX2400001-1")]
    [InlineData("caseid", "ex2400001")]
    public void The_students_own_number_is_found_in_what_the_sender_makes_up(string attribute, string value)
    {
        var problem = Assert.Single(Problems((attribute, value)));

        Assert.Equal((ProblemCodes.IdentityInEnvelope, "/" + attribute), (problem.Code, problem.Pointer));
        Assert.DoesNotContain("2400001", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "EX2400002", "EX2400001")]
    [InlineData("id", "EX24000012", "EX2400001")]
    [InlineData("id", "case-2026-12", "2026")] // so short that it says nothing
    [InlineData("network", "EX2400001", "EX2400001")] // not of the sender's making
    public void Other_ids_are_left_alone(string attribute, string value, string studentNumber) =>
        Assert.Empty(Problems((attribute, value), ("data/student/homeStudentNumber", studentNumber)));

    [Fact]
    public void A_reply_copies_its_case_id_and_cannot_be_blamed_for_it() =>
        Assert.Equal("HH26-0001", ExampleMessage.Read("enrolment.decided/full", ("caseid", "HH26-0001"), ("data/student/targetStudentNumber", "HH26-0001")).CaseId);

    private static IReadOnlyList<Problem> Problems(params (string Path, JsonNode? Value)[] edits) => Validate(ExampleMessage.Bytes("enrolment.requested/full", edits));

    private static IReadOnlyList<Problem> Problems(JsonObject attributes)
    {
        var message = JsonNode.Parse(ExampleMessage.Bytes("enrolment.requested/full"))!.AsObject(); // a message is an object
        foreach (var (name, value) in attributes)
        {
            message[name] = value?.DeepClone();
        }

        return Validate(System.Text.Encoding.UTF8.GetBytes(message.ToJsonString()));
    }

    private static IReadOnlyList<Problem> Validate(byte[] body)
    {
        using var message = MessageValidation.Validate(body, MessageValidation.ContentType);
        return message.Problems;
    }
}
