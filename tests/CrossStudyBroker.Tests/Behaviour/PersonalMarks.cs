using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Texts that stand for personal data and occur nowhere else, so that each place they reach can be found.</summary>
internal sealed class PersonalMarks
{
    private readonly HashSet<string> _marks = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>A further text that must not be found.</summary>
    public string New(string what)
    {
        var mark = $"Mark{what[..4]}{++_count}q{Guid.NewGuid().ToString("N")[..20]}";
        _marks.Add(mark);
        return mark;
    }

    /// <summary>The identities of a case must not be found either.</summary>
    public void Add(CrossStudyCase study) => _marks.UnionWith([study.LearnerNumber, study.PersonalIdentityCode]);

    /// <summary>Puts marks into all personal fields that take any text, and notes the values of the others.</summary>
    public JsonObject Plant(JsonObject message)
    {
        if (message["data"]!["student"] is { } student)
        {
            foreach (var name in new[] { "firstNames", "lastName", "callName", "homeStudentNumber", "targetStudentNumber", "municipalityOfResidenceText", "motherTongueText" }.Where(name => student[name] is not null))
            {
                student[name] = New(name);
            }

            Set(student["addresses"]?[0], "street", New("Street"));
            Set(student, "homeEppn", $"{New("eppn")}@laurea.example");
            Set(student, "targetEppn", $"{New("eppn")}@laurea.example");
            foreach (var name in new[] { "learnerNumber", "personalIdentityCode", "europeanStudentIdentifier" })
            {
                _marks.UnionWith(student[name] is { } value ? [value.GetValue<string>()] : []);
            }

            if (student["emails"] is JsonArray emails)
            {
                emails[0] = $"{New("mail")}@laurea.example";
            }
        }

        foreach (var person in (message["data"]!["completions"] as JsonArray ?? []).SelectMany(completion => completion!["acceptors"]!.AsArray()))
        {
            Set(person, "lastName", New("Acceptor"));
        }

        return message;
    }

    public void AssertAbsent(string where, string text)
    {
        foreach (var mark in _marks)
        {
            foreach (var form in new[] { mark, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(mark)), Convert.ToBase64String(Encoding.UTF8.GetBytes(mark)) })
            {
                var found = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
                Assert.True(found < 0, found < 0 ? "" : $"{mark} is in {where}: …{text[Math.Max(0, found - 300)..Math.Min(text.Length, found + 200)]}…");
            }
        }
    }

    private static void Set(JsonNode? holder, string name, string value)
    {
        if (holder?[name] is not null)
        {
            holder[name] = value;
        }
    }
}
