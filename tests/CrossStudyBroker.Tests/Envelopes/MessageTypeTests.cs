using System.Text.Json.Nodes;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Tests.Routing;
using Xunit;

namespace CrossStudyBroker.Tests.Envelopes;

/// <summary>Types that the contract does not have, and versions of those it has.</summary>
public sealed class MessageTypeTests
{
    [Theory]
    [InlineData("crossstudy.enrolment.requested.v2", ProblemCodes.VersionUnsupported)]
    [InlineData("crossstudy.enrolment.requested.v0", ProblemCodes.VersionUnsupported)]
    [InlineData("crossstudy.enrolment.requested.v10", ProblemCodes.VersionUnsupported)]
    [InlineData("crossstudy.enrolment.requested.vMatti", ProblemCodes.TypeUnknown)]
    [InlineData("crossstudy.enrolment.requested.v", ProblemCodes.TypeUnknown)]
    [InlineData("crossstudy.enrolment.requested.v1.1", ProblemCodes.TypeUnknown)]
    [InlineData("crossstudy.enrolment.requested", ProblemCodes.TypeUnknown)]
    [InlineData("enrolment.requested.v1", ProblemCodes.TypeUnknown)]
    [InlineData("crossstudy.Enrolment.Requested.v1", ProblemCodes.TypeUnknown)]
    [InlineData("crossstudy.enrolment.request.v2", ProblemCodes.TypeUnknown)]
    public void A_type_that_is_not_served_gets_its_code_and_hears_of_the_one_that_is(string type, string code)
    {
        using var message = MessageValidation.Validate(ExampleMessage.Bytes("enrolment.requested/minimal", ("type", type)), MessageValidation.ContentType);

        var problem = Assert.Single(message.Problems);
        Assert.Equal((code, "/type"), (problem.Code, problem.Pointer));
        Assert.Contains("crossstudy.enrolment.requested.v1", problem.Detail, StringComparison.Ordinal);
        Assert.Equal(code == ProblemCodes.VersionUnsupported ? type : "", message.Type); // a text of the sender's making is not kept
    }
}
