using System.Text.Json;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Routing;
using Xunit;

namespace CrossStudyBroker.Tests.Envelopes;

/// <summary>Every moment that the schema takes is read, also those that .NET does not hold: one that could not would stop a lane.</summary>
public sealed class JsonMomentsTests
{
    [Theory]
    [InlineData("2026-06-01T08:00:00+03:00", "2026-06-01T05:00:00Z")]
    [InlineData("2026-06-01t08:00:00z", "2026-06-01T08:00:00Z")]
    [InlineData("2026-06-01T08:00:00-00:00", "2026-06-01T08:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z")]
    [InlineData("2017-01-01T01:59:60.5+02:00", "2016-12-31T23:59:59.5Z")]
    [InlineData("2026-06-01T08:00:00.12345678901234567890Z", "2026-06-01T08:00:00.1234567Z")]
    [InlineData("2026-06-01T08:00:00+14:30", "2026-05-31T17:30:00Z")]
    [InlineData("2026-06-01T08:00:00+23:59", "2026-05-31T08:01:00Z")]
    [InlineData("2026-06-01T08:00:00-23:59", "2026-06-02T07:59:00Z")]
    [InlineData("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("0001-01-01T00:00:00+12:00", "0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:60+00:01", "0001-01-01T00:00:00Z")]
    public void A_moment_is_read_in_UTC(string text, string expected)
    {
        var json = JsonSerializer.Serialize(text);

        Assert.Equal(expected, InstantConverter.Format(JsonMoments.Moment(JsonElement.Parse(json))));
        Assert.Equal(expected, InstantConverter.Format(JsonSerializer.Deserialize($$"""{"receivedAt":{{json}}}""", MessageJson.Default.EnrolmentReceived)!.ReceivedAt)); // never null for an object
        Assert.Equal(expected, InstantConverter.Format(ExampleMessage.Read("receipt/minimal", ("time", text)).Time));
    }
}
