using CrossStudyBroker.Contracts.Schemas;
using Xunit;

namespace CrossStudyBroker.Tests.Schemas;

public sealed class MessageSchemasTests
{
    [Fact]
    public void Every_schema_of_the_contract_loads() => Assert.NotEmpty(MessageSchemas.Set.Names);

    [Fact]
    public void Every_message_type_has_a_schema_and_nothing_else_is_one()
    {
        Assert.Contains("crossstudy.enrolment.requested.v1", MessageSchemas.Types);
        Assert.All(MessageSchemas.Types, type => Assert.NotNull(MessageSchemas.ForType(type)));
        Assert.Null(MessageSchemas.ForType("common"));
        Assert.Null(MessageSchemas.ForType("crossstudy.enrolment.requested.v9"));
    }
}
