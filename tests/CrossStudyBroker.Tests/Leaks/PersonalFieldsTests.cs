using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>Marks reach every field that the schemas call personal and that has room for one.</summary>
public sealed class PersonalFieldsTests
{
    [Fact]
    public void The_messages_of_a_case_have_marks_in_every_personal_field_there_is()
    {
        var marks = new PersonalMarks();
        foreach (var message in LeakMessages.OfAllTypes(new CrossStudyCase()))
        {
            marks.Plant(message);
        }

        var fields = MessageType.All.Keys.SelectMany(type => PersonalFields.Of(type).All())
            .Where(field => field.Kind is PersonalFieldKind.Text or PersonalFieldKind.Address || field.Place.EndsWith("/dateOfBirth", StringComparison.Ordinal))
            .Select(field => field.Place)
            .Distinct();
        Assert.Equal(fields.Order(), marks.Planted.Order());
    }
}
