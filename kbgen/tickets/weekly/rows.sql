-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t12" AS NOT MATERIALIZED (
  SELECT
    "t3"."id",
    "t3"."slot",
    "t3"."named",
    "t3"."language",
    "t3"."channel",
    UNNEST("t3"."tags") AS "tag"
  FROM "placed" AS "t3"
), "t21" AS NOT MATERIALIZED (
  SELECT
    "t9"."tag",
    "t9"."slot",
    "t9"."language",
    "t9"."channel",
    "t9"."tickets",
    "t4"."weeks_ago",
    "t4"."since",
    "t4"."until",
    "t6"."tag" AS "tag_of_rule",
    "t6"."topic",
    "t6"."since" AS "since_of_rule",
    "t6"."until" AS "until_of_rule",
    "t6"."shared"
  FROM (
    SELECT
      "t1"."tag",
      "t1"."slot",
      "t1"."language",
      "t1"."channel",
      "t1"."tickets"
    FROM "part" AS "t1"
  ) AS "t9"
  INNER JOIN "slot" AS "t4"
    ON "t9"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t9"."tag" = "t6"."tag"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t28"."weeks_ago",
        CASE
          WHEN COALESCE("t28"."tag_of_rule", '') = ''
          THEN "t28"."tag"
          ELSE "t28"."topic"
        END AS "topic",
        "t28"."language",
        "t28"."channel",
        "t28"."tickets"
      FROM (
        SELECT
          "t22"."slot",
          "t22"."tag",
          "t22"."language",
          "t22"."channel",
          "t22"."tickets",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until",
          "t6"."tag" AS "tag_of_rule",
          "t6"."topic",
          "t6"."since" AS "since_of_rule",
          "t6"."until" AS "until_of_rule",
          "t6"."shared"
        FROM (
          SELECT
            "t15"."slot",
            "t15"."tag",
            "t15"."language",
            "t15"."channel",
            COUNT(*) AS "tickets"
          FROM "t12" AS "t15"
          GROUP BY
            1,
            2,
            3,
            4
        ) AS "t22"
        INNER JOIN "slot" AS "t4"
          ON "t22"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t22"."tag" = "t6"."tag"
      ) AS "t28"
      WHERE
        (
          COALESCE("t28"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t28"."topic" <> ''
          )
          AND (
            (
              "t28"."since" >= "t28"."since_of_rule"
            )
            AND (
              "t28"."since" < "t28"."until_of_rule"
            )
          )
          AND NOT (
            "t28"."shared"
          )
        )
    ) AS "t41"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t34"."weeks_ago",
        "t34"."topic",
        "t34"."language",
        "t34"."channel",
        "t34"."tickets"
      FROM (
        SELECT
          "t29"."weeks_ago",
          "t29"."topic",
          "t29"."language",
          "t29"."channel",
          COUNT(*) AS "tickets"
        FROM (
          SELECT DISTINCT
            "t24"."id",
            "t24"."weeks_ago",
            "t24"."topic",
            "t24"."language",
            "t24"."channel"
          FROM (
            SELECT
              "t16"."id",
              "t16"."slot",
              "t16"."named",
              "t16"."language",
              "t16"."channel",
              "t16"."tag",
              "t11"."topic",
              "t11"."since_of_rule",
              "t11"."until_of_rule",
              "t11"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t12" AS "t16"
            INNER JOIN (
              SELECT
                "t2"."tag",
                "t2"."topic",
                "t2"."since" AS "since_of_rule",
                "t2"."until" AS "until_of_rule",
                "t2"."shared"
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t11"
              ON "t16"."tag" = "t11"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t16"."slot" = "t5"."slot"
          ) AS "t24"
          WHERE
            "t24"."since" >= "t24"."since_of_rule" AND "t24"."since" < "t24"."until_of_rule"
        ) AS "t29"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t34"
    ) AS "t39"
  ) AS "t42"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t27"."weeks_ago",
        '' AS "topic",
        "t27"."language",
        "t27"."channel",
        "t27"."tickets"
      FROM (
        SELECT
          "t19"."slot",
          "t19"."tagged",
          "t19"."language",
          "t19"."channel",
          "t19"."tickets",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until"
        FROM (
          SELECT
            "t13"."slot",
            "t13"."tagged",
            "t13"."language",
            "t13"."channel",
            COUNT(*) AS "tickets"
          FROM (
            SELECT
              "t3"."id",
              "t3"."slot",
              "t3"."tags",
              "t3"."named",
              "t3"."language",
              "t3"."channel",
              "t3"."named" > 0 AS "tagged"
            FROM "placed" AS "t3"
          ) AS "t13"
          GROUP BY
            1,
            2,
            3,
            4
        ) AS "t19"
        INNER JOIN "slot" AS "t4"
          ON "t19"."slot" = "t4"."slot"
      ) AS "t27"
      WHERE
        "t27"."tagged"
    ) AS "t31"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t43"."weeks_ago",
        '' AS "topic",
        "t43"."language",
        "t43"."channel",
        "t43"."tickets"
      FROM (
        SELECT
          "t40"."weeks_ago",
          "t40"."language",
          "t40"."channel",
          -(
            COUNT(*)
          ) AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t30"."id",
              "t30"."weeks_ago",
              "t30"."named",
              "t30"."language",
              "t30"."channel",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t16"."id",
                  "t16"."slot",
                  "t16"."named",
                  "t16"."language",
                  "t16"."channel",
                  "t16"."tag",
                  "t14"."topic",
                  "t14"."since_of_rule",
                  "t14"."until_of_rule",
                  "t14"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t12" AS "t16"
                INNER JOIN (
                  SELECT
                    "t2"."tag",
                    "t2"."topic",
                    "t2"."since" AS "since_of_rule",
                    "t2"."until" AS "until_of_rule",
                    "t2"."shared"
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t14"
                  ON "t16"."tag" = "t14"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t16"."slot" = "t5"."slot"
              ) AS "t25"
              WHERE
                "t25"."since" >= "t25"."since_of_rule" AND "t25"."since" < "t25"."until_of_rule"
            ) AS "t30"
            GROUP BY
              1,
              2,
              3,
              4,
              5
          ) AS "t35"
          WHERE
            "t35"."idle" = "t35"."named"
        ) AS "t40"
        GROUP BY
          1,
          2,
          3
      ) AS "t43"
    ) AS "t44"
  ) AS "t45"
) AS "t46"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t19"."language",
        "t19"."channel",
        "t19"."tickets"
      FROM (
        SELECT
          "t13"."slot",
          "t13"."tagged",
          "t13"."language",
          "t13"."channel",
          COUNT(*) AS "tickets"
        FROM (
          SELECT
            "t3"."id",
            "t3"."slot",
            "t3"."tags",
            "t3"."named",
            "t3"."language",
            "t3"."channel",
            "t3"."named" > 0 AS "tagged"
          FROM "placed" AS "t3"
        ) AS "t13"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t19"
      INNER JOIN "slot" AS "t4"
        ON "t19"."slot" = "t4"."slot"
    ) AS "t26"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t23"."weeks_ago",
        CASE
          WHEN COALESCE("t23"."tag_of_rule", '') = ''
          THEN "t23"."tag"
          ELSE "t23"."topic"
        END AS "topic",
        "t23"."language",
        "t23"."channel",
        "t23"."tickets"
      FROM "t21" AS "t23"
      WHERE
        (
          COALESCE("t23"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t23"."topic" <> ''
          )
          AND (
            (
              "t23"."since" >= "t23"."since_of_rule"
            )
            AND (
              "t23"."since" < "t23"."until_of_rule"
            )
          )
        )
    ) AS "t32"
  ) AS "t36"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t23"."weeks_ago",
        '' AS "topic",
        "t23"."language",
        "t23"."channel",
        "t23"."tickets"
      FROM "t21" AS "t23"
      WHERE
        (
          COALESCE("t23"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t23"."topic" <> ''
          )
          AND (
            (
              "t23"."since" >= "t23"."since_of_rule"
            )
            AND (
              "t23"."since" < "t23"."until_of_rule"
            )
          )
        )
    ) AS "t33"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t9"."language",
        "t9"."channel",
        "t9"."tickets"
      FROM (
        SELECT
          "t1"."tag",
          "t1"."slot",
          "t1"."language",
          "t1"."channel",
          "t1"."tickets"
        FROM "part" AS "t1"
      ) AS "t9"
      INNER JOIN "slot" AS "t4"
        ON "t9"."slot" = "t4"."slot"
    ) AS "t20"
  ) AS "t37"
) AS "t38"
