using System.Text.Json.Nodes;
using CrossStudyBroker.Tests.Behaviour;
using Xunit;

namespace CrossStudyBroker.Tests.Leaks;

/// <summary>
/// Texts that stand for personal data and occur nowhere else, so that each place they reach can be found: one word is in all of them, and the
/// identifiers of students, which have forms of their own, are noted.
/// </summary>
internal sealed class PersonalMarks
{
    /// <summary>A day on which nobody here was born and nothing happens.</summary>
    private const string DayOfBirth = "1903-02-17";

    private readonly string _word = "mark" + Guid.NewGuid().ToString("N")[..12];
    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _planted = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Where the fields are defined that marks were put into.</summary>
    public IReadOnlySet<string> Planted => _planted;

    /// <summary>A further text that must not be found.</summary>
    public string New() => $"{_word}x{++_count}";

    /// <summary>The identities of a case must not be found either.</summary>
    public void Add(CrossStudyCase study) => _identifiers.UnionWith([study.LearnerNumber, study.PersonalIdentityCode]);

    /// <summary>Puts marks into all personal fields that have room for one, also those that the message had left out, and notes identifiers.</summary>
    public JsonObject Plant(JsonObject message)
    {
        PersonalFields.Of(message["type"]!.GetValue<string>()).Fill(message["data"], (field, before) => // every example has a type
        {
            if (field.Kind == PersonalFieldKind.Identifier && before is not null)
            {
                _identifiers.Add(before.GetValue<string>());
            }

            var value = field.Kind switch
            {
                PersonalFieldKind.Text => field.MaxLength >= 40 ? New() : _word,
                PersonalFieldKind.Address => New() + "@leak.example",
                PersonalFieldKind.Day when field.Place.EndsWith("/dateOfBirth", StringComparison.Ordinal) => DayOfBirth,
                _ => null,
            };
            if (value is not null)
            {
                _planted.Add(field.Place);
            }

            return value;
        });
        return message;
    }

    /// <summary>Looks for everything planted so far.</summary>
    public LeakSearch Search() => new([_word, DayOfBirth, .. _identifiers]);

    public void AssertAbsent(string where, string text) => Assert.Empty(Search().In(where, text).Found);
}
